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
/// arguments nor pings. A call over the budget becomes one that could not be bound, which SignalR answers as the call's error. Read by one, written by any.
/// </summary>
/// <param name="protocol">The protocol that the client chose.</param>
/// <param name="budget">The connection's own.</param>
/// <param name="frameBytes">The largest frame; 0 for no limit.</param>
/// <param name="log">Learns of frames that are too large.</param>
internal sealed class MeteredProtocol(IHubProtocol protocol, InvocationBudget budget, int frameBytes, ILimitLog log) : IHubProtocol
{
    public string Name => protocol.Name;

    public int Version => protocol.Version;

    public TransferFormat TransferFormat => protocol.TransferFormat;

    public bool IsVersionSupported(int version) => protocol.IsVersionSupported(version);

    public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message) => protocol.GetMessageBytes(message);

    public void WriteMessage(HubMessage message, IBufferWriter<byte> output) => protocol.WriteMessage(message, output);

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
            return Discard(ref input, out message);
        if (ToCall(message) is { } call && budget.TakeCall() is { } wait)
            message = Refuse(call, wait);
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

    private static (string? Id, string Target)? ToCall(HubMessage? message) => message switch
    {
        HubMethodInvocationMessage call => (call.InvocationId, call.Target),
        InvocationBindingFailureMessage call => (call.InvocationId, call.Target),
        _ => null,
    };

    private static InvocationBindingFailureMessage Refuse((string? Id, string Target) call, TimeSpan wait)
        => new(call.Id!, call.Target, ExceptionDispatchInfo.Capture(HubErrors.ToHubException(new RefusedException(ErrorCatalogue.RateLimited, retryAfter: wait))));
}
