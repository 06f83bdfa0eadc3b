using Microsoft.AspNetCore.SignalR;

namespace ChatHub.Api.Realtime;

/// <summary>What an <see cref="Outbox"/> writes to: one write at a time.</summary>
internal interface IOutboxTarget
{
    ValueTask WriteAsync(SerializedHubMessage push);

    /// <summary>Writes several in their order, at once where that can be; each is asked for when it is about to be written.</summary>
    ValueTask WriteAsync(IEnumerable<SerializedHubMessage> pushes);

    /// <summary>The bytes of a push as this connection gets it: those that are written later, not encoded twice.</summary>
    int SizeOf(SerializedHubMessage push);

    /// <summary>More waits than may; called once.</summary>
    void Overflow();

    /// <summary>A write has thrown; called once, and nothing is written after it.</summary>
    void Fail(Exception cause);
}
