using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace ChatHub.Fuzz;

/// <summary>
/// Sends attacks over one hub connection, and opens another when it is closed. After each it makes a call that is good: when that is answered the server has read all
/// before it. What the attack promised but did not send is filled up first.
/// </summary>
internal sealed class HubDoor(Uri server, HubAttacks attacks, bool isMessagePack, TimeSpan patience) : IDoor
{
    private const string Probe = "probe";
    private const int LargestFrame = 64 * 1024;
    private const byte Filler = 0x01;
    private const byte RecordEnd = 0x1E;

    private readonly IHubProtocol _protocol = isMessagePack ? new MessagePackHubProtocol() : new JsonHubProtocol();
    private RawWebSocket? _socket;
    private Attacker? _attacker;

    public byte[] Describe(Random random) => attacks.Make(random).Bytes;

    public Task<Settled> AttackAsync(Random random, Attacker attacker) => SendAsync(attacks.Make(random), attacker);

    public async Task<Settled> SendAsync(HubAttack attack, Attacker attacker)
    {
        using var deadline = new CancellationTokenSource(patience);
        try
        {
            if (attack.IsHandshake)
                return await ShakeAsync(attack, attacker, deadline.Token);
            if (_attacker != attacker || _socket is null)
            {
                if (!await OpenAsync(attacker, deadline.Token))
                    return new Settled(["refused at the door"], MayHaveLostSession: true);
            }

            var settled = await SendAsync(_socket!, attack, attacker.Sign(attack.Bytes), deadline.Token);
            if (settled.Outcomes is [.., "closed"])
                Close();
            return settled;
        }
        catch (OperationCanceledException)
        {
            Close();
            return new Settled([], "neither an answer nor a close");
        }
    }

    public ValueTask DisposeAsync()
    {
        Close();
        return ValueTask.CompletedTask;
    }

    private void Close()
    {
        _socket?.Dispose();
        _socket = null;
    }

    private async Task<bool> OpenAsync(Attacker attacker, CancellationToken deadline)
    {
        Close();
        _attacker = attacker;
        _socket = await RawWebSocket.OpenAsync(server, $"/hubs/chat?access_token={attacker.Token}", deadline);
        if (_socket is null)
            return false;
        await _socket.SendAsync(Encoding.UTF8.GetBytes($$"""{"protocol":"{{_protocol.Name}}","version":1}""" + "\x1e"), isText: true, deadline);
        if (!await _socket.ReceiveAsync(deadline))
            return false;
        _socket.Consume(_socket.Received.Slice(_socket.Received.PositionOf(RecordEnd)!.Value).Slice(1));
        return true;
    }

    /// <summary>A handshake of its own, which is answered, or closes the connection.</summary>
    private async Task<Settled> ShakeAsync(HubAttack attack, Attacker attacker, CancellationToken deadline)
    {
        using var socket = await RawWebSocket.OpenAsync(server, $"/hubs/chat?access_token={attacker.Token}", deadline);
        if (socket is null)
            return new Settled(["refused at the door"], MayHaveLostSession: true);
        if (await socket.SendAsync([.. attack.Bytes, RecordEnd], isText: false, deadline))
            await socket.ReceiveAsync(deadline);
        return new Settled([socket.Received.IsEmpty ? "handshake: closed" : "handshake: answered"]);
    }

    private async Task<Settled> SendAsync(RawWebSocket socket, HubAttack attack, byte[] bytes, CancellationToken deadline)
    {
        var awaited = AwaitedIds(bytes);
        var at = 0;
        foreach (var cut in attack.Cuts.Append(bytes.Length))
        {
            await socket.SendAsync(bytes[at..cut], isText: !isMessagePack, deadline);
            at = cut;
        }

        await socket.SendAsync([.. Rest(bytes), .. _protocol.GetMessageBytes(new InvocationMessage(Probe, "SetLanguage", [new Dictionary<string, object?>(StringComparer.Ordinal) { ["language"] = null }])).Span], isText: !isMessagePack, deadline);
        return await SettleAsync(socket, awaited, deadline);
    }

    private async Task<Settled> SettleAsync(RawWebSocket socket, Dictionary<string, int> awaited, CancellationToken deadline)
    {
        var outcomes = new List<string>();
        var isProbed = false;
        while (!isProbed || awaited.Count > 0)
        {
            var received = socket.Received;
            while (_protocol.TryParseMessage(ref received, AnyBinder.Instance, out var message))
            {
                if (message is CompletionMessage { InvocationId: Probe })
                    isProbed = true;
                else if (message is CompletionMessage answer && Judge(answer, outcomes, awaited) is { } fault)
                    return new Settled(outcomes, fault);
            }

            socket.Consume(received);
            if ((!isProbed || awaited.Count > 0) && !await socket.ReceiveAsync(deadline))
                return new Settled([.. outcomes, "closed"]);
        }

        return new Settled(outcomes.Count == 0 ? ["ignored"] : outcomes);
    }

    private static string? Judge(CompletionMessage answer, List<string> outcomes, Dictionary<string, int> awaited)
    {
        if (awaited.TryGetValue(answer.InvocationId!, out var left))
        {
            if (left > 1)
                awaited[answer.InvocationId!] = left - 1;
            else
                awaited.Remove(answer.InvocationId!);
        }

        var code = answer.Error is null ? "ok" : Contract.CodeOf(answer.Error);
        outcomes.Add(code ?? "refused by SignalR");
        if (answer.Error is not null && Contract.Tells(answer.Error))
            return $"an answer that tells what is inside: {answer.Error}";
        return code is null or "ok" || Contract.Codes.Contains(code) ? null : $"a code of no contract: {answer.Error}";
    }

    /// <summary>The calls that a client would take these bytes for: each of them must be answered.</summary>
    private Dictionary<string, int> AwaitedIds(byte[] bytes)
    {
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        try
        {
            var left = new ReadOnlySequence<byte>(bytes);
            for (var length = -1L; left.Length != length;)
            {
                length = left.Length;
                if (!_protocol.TryParseMessage(ref left, ServerBinder.Instance, out var message))
                    continue;
                if (message is CloseMessage)
                    break;
                var id = message switch
                {
                    InvocationMessage call => call.InvocationId,
                    StreamInvocationMessage call => call.InvocationId,
                    InvocationBindingFailureMessage call => call.InvocationId,
                    _ => null,
                };
                if (!string.IsNullOrEmpty(id))
                    ids[id] = ids.GetValueOrDefault(id) + 1;
            }
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // It is no frame: the server closes the connection, or sees something in it after all.
        }

        return ids;
    }

    private byte[] Rest(byte[] bytes)
    {
        if (!isMessagePack)
            return bytes is [.., RecordEnd] ? [] : [RecordEnd];
        // What completes a length promises a frame in its turn. What can never be completed the server closes for, and so it does for more than it takes.
        var filled = new List<byte>(bytes);
        while (LengthPrefix.Missing(filled.ToArray()) is > 0 and var missing && filled.Count - bytes.Length <= LargestFrame)
            filled.AddRange(Enumerable.Repeat(Filler, (int)Math.Min(missing, LargestFrame + 1)));
        return [.. filled.Skip(bytes.Length)];
    }

    /// <summary>Of a server that expects no answers and no streams: a message with a part of one is no call to it.</summary>
    private sealed class ServerBinder : IInvocationBinder
    {
        public static readonly ServerBinder Instance = new();

        public Type GetReturnType(string invocationId) => throw new InvalidOperationException();

        public IReadOnlyList<Type> GetParameterTypes(string methodName) => [typeof(object)];

        public Type GetStreamItemType(string streamId) => throw new KeyNotFoundException();
    }

    private sealed class AnyBinder : IInvocationBinder
    {
        public static readonly AnyBinder Instance = new();

        public Type GetReturnType(string invocationId) => typeof(object);

        public IReadOnlyList<Type> GetParameterTypes(string methodName) => [typeof(object)];

        public Type GetStreamItemType(string streamId) => typeof(object);
    }
}
