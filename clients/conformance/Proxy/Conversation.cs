using System.Collections.Concurrent;

namespace ChatHub.Conformance.Proxy;

/// <summary>
/// One hub connection as the proxy understands it, whatever the transport: what comes in is cut into messages, each meets its fate, and what passes comes out: who asks for the next has written the one before. One reader for each way;
/// what is said beside them goes by <paramref name="sayToClient"/> and <paramref name="sayToServer"/>, which anybody may call.
/// </summary>
internal sealed class Conversation(FaultList faults, Func<byte[], Task> sayToClient, Func<byte[], Task> sayToServer, CancellationToken cut)
{
    private readonly ConcurrentDictionary<string, string> _calls = new(StringComparer.Ordinal);
    private readonly Records _up = new();
    private readonly Records _down = new();
    private volatile bool _isBinary;
    private bool _isAsked;
    private bool _isAnswered;

    /// <summary>Whether both sides have shaken hands, in a protocol in which the proxy can speak.</summary>
    public bool IsOpen => _isAnswered && !_isBinary;

    /// <summary>Whether the client asked for a protocol of bytes.</summary>
    public bool IsBinary => _isBinary;

    /// <summary>What passes to the server of what came from the client.</summary>
    /// <exception cref="CutException">The connection ends here.</exception>
    public async IAsyncEnumerable<byte[]> UpAsync(byte[] piece)
    {
        if (_isBinary)
        {
            yield return await MeetBytesAsync(Way.Call, piece, sayToServer);
            yield break;
        }

        foreach (var record in _up.Take(piece))
        {
            var passage = ReadUp(record);
            if (await MeetAsync(passage, record, sayToServer) is { } passed)
            {
                yield return passed;
                faults.Passed.Note(passage);
            }

            if (_isBinary && _up.TakeRest() is { Length: > 0 } rest)
                yield return await MeetBytesAsync(Way.Call, rest, sayToServer);
        }
    }

    /// <summary>What passes to the client of what came from the server.</summary>
    /// <exception cref="CutException">The connection ends here.</exception>
    public async IAsyncEnumerable<byte[]> DownAsync(byte[] piece)
    {
        if (_isBinary && _isAnswered)
        {
            yield return await MeetBytesAsync(Way.Push, piece, sayToClient);
            yield break;
        }

        foreach (var record in _down.Take(piece))
        {
            var passage = ReadDown(record);
            if (await MeetAsync(passage, record, sayToClient) is { } passed)
            {
                yield return passed;
                faults.Passed.Note(passage);
            }

            _isAnswered |= passage.Name == "handshake";
            if (_isBinary && _down.TakeRest() is { Length: > 0 } rest)
                yield return await MeetBytesAsync(Way.Push, rest, sayToClient);
        }
    }

    private Passage ReadUp(byte[] record)
    {
        var message = HubFrames.Read(record);
        if (!_isAsked)
        {
            _isAsked = true;
            _isBinary = message?["protocol"]?.GetValue<string>() != "json";
            return new Passage(Way.Call, "handshake", message);
        }

        var type = message?["type"]?.GetValue<int>();
        if (type != HubFrames.Invocation)
            return new Passage(Way.Call, NameOf(type), message);
        var target = message!["target"]!.GetValue<string>();
        if (message["invocationId"]?.GetValue<string>() is { } id)
            _calls[id] = target;
        return new Passage(Way.Call, target, message);
    }

    private Passage ReadDown(byte[] record)
    {
        var message = HubFrames.Read(record);
        if (!_isAnswered)
            return new Passage(Way.Answer, "handshake", message);
        return message?["type"]?.GetValue<int>() switch
        {
            HubFrames.Invocation => new Passage(Way.Push, message["target"]!.GetValue<string>(), message),
            HubFrames.Completion when _calls.TryRemove(message["invocationId"]?.GetValue<string>() ?? "", out var target) => new Passage(Way.Answer, target, message),
            var type => new Passage(Way.Push, NameOf(type), message),
        };
    }

    private static string NameOf(int? type) => type switch
    {
        HubFrames.Ping => "ping",
        HubFrames.Close => "close",
        _ => "other",
    };

    /// <returns>What passes at once; null for nothing.</returns>
    private async Task<byte[]?> MeetAsync(Passage passage, byte[] record, Func<byte[], Task> sayLater)
    {
        switch (faults.Meet(passage))
        {
            case Fate.Drop:
                throw new CutException([]);
            case Fate.Cut:
                throw new CutException(record[..(record.Length / 2)]);
            case Fate.Hold hold:
                await hold.Until.WaitAsync(cut);
                return record;
            case Fate.Late late:
                _ = SayLateAsync(late.Until, passage, record, sayLater);
                return null;
            case Fate.Refuse refusal:
                await sayToClient(HubFrames.Write(HubFrames.Refusal(passage.Body?["invocationId"]?.GetValue<string>(), refusal)));
                return null;
            case Fate.Change change:
                return HubFrames.Write(change.To(passage));
            default:
                return record;
        }
    }

    private async Task<byte[]> MeetBytesAsync(Way way, byte[] piece, Func<byte[], Task> sayLater)
        => await MeetAsync(new Passage(way, "bytes", Body: null), piece, sayLater) ?? [];

    private async Task SayLateAsync(Task until, Passage passage, byte[] record, Func<byte[], Task> say)
    {
        try
        {
            await until.WaitAsync(cut);
            await say(record);
            faults.Passed.Note(passage);
        }
        catch (Exception e) when (e is OperationCanceledException or System.Net.WebSockets.WebSocketException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The connection has ended before.
        }
    }
}
