using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;
using ChatHub.Api.Errors;
using ChatHub.Domain.Errors;
using ChatHub.Domain.Limits;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace ChatHub.Api.Realtime;

/// <summary>
/// One connection's protocol, which counts what SignalR parses, in its order and before it is dispatched: a hub filter would see neither unknown methods nor wrong
/// arguments nor pings. A call over the budget, or of a connection that is ending, becomes one that could not be bound, which SignalR answers as the call's error. A call is open from
/// here until its answer is written here. Read by one, written by any.
/// </summary>
/// <param name="protocol">The protocol that the client chose.</param>
/// <param name="connection">Whose calls these are.</param>
/// <param name="budget">The connection's own.</param>
/// <param name="frameBytes">The largest frame; 0 for no limit.</param>
/// <param name="log">Learns of frames that are too large.</param>
internal sealed class MeteredProtocol(IHubProtocol protocol, ClientConnection connection, InvocationBudget budget, int frameBytes, ILimitLog log) : IHubProtocol
{
    public string Name => protocol.Name;

    public int Version => protocol.Version;

    public TransferFormat TransferFormat => protocol.TransferFormat;

    public bool IsVersionSupported(int version) => protocol.IsVersionSupported(version);

    public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message)
    {
        var bytes = protocol.GetMessageBytes(message);
        TakeAnswer(message);
        return bytes;
    }

    public void WriteMessage(HubMessage message, IBufferWriter<byte> output)
    {
        protocol.WriteMessage(message, output);
        TakeAnswer(message);
    }

    public bool TryParseMessage(ref ReadOnlySequence<byte> input, IInvocationBinder binder, [NotNullWhen(true)] out HubMessage? message)
    {
        if (budget.IsSpent)
            return Discard(ref input, out message);
        var length = input.Length;
        var isParsed = protocol.TryParseMessage(ref input, binder, out message);
        if (!isParsed && input.Length == length)
        {
            // SignalR shows no more than this at once, so there will never be enough.
            if (frameBytes > 0 && length >= frameBytes)
                log.Refused(nameof(LimitOptions.FrameBytes));
            return false;
        }

        if (!budget.TakeFrame())
        {
            connection.Close();
            return Discard(ref input, out message);
        }

        if (ToCall(message) is { } call)
            message = Take(call, message!);
        // Read, but nothing: a type that this version does not know. SignalR would read it again and again, and never what comes behind it.
        message ??= PingMessage.Instance;
        return true;
    }

    // Pings do nothing. A parser that finds no message in a whole frame's length would look like a frame that is too large.
    private static bool Discard(ref ReadOnlySequence<byte> input, out HubMessage message)
    {
        input = input.Slice(input.End);
        message = PingMessage.Instance;
        return true;
    }

    private HubMessage Take((string? Id, string Target) call, HubMessage message)
    {
        // SignalR answers those alone.
        if (!string.IsNullOrEmpty(call.Id))
            connection.Calls.Begin();
        if (budget.TakeCall() is { } wait)
            return Refuse(call, new RefusedException(ErrorCatalogue.RateLimited, retryAfter: wait));
        return connection.Refusal is { } refusal ? Refuse(call, refusal) : message;
    }

    // What follows is written under the same lock as this, so that it comes behind this.
    private void TakeAnswer(HubMessage message)
    {
        if (message is CompletionMessage)
            connection.Calls.End();
    }

    private static (string? Id, string Target)? ToCall(HubMessage? message) => message switch
    {
        HubMethodInvocationMessage call => (call.InvocationId, call.Target),
        InvocationBindingFailureMessage call => (call.InvocationId, call.Target),
        _ => null,
    };

    private static InvocationBindingFailureMessage Refuse((string? Id, string Target) call, RefusedException refusal)
        => new(call.Id!, call.Target, ExceptionDispatchInfo.Capture(HubErrors.ToHubException(refusal)));
}
