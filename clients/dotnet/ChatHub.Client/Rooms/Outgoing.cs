using ChatHub.Contracts;

namespace ChatHub.Client;

/// <summary>What is kept of a message that is on its way.</summary>
/// <param name="Room">Where to.</param>
/// <param name="ClientMessageId">Its key: under it the message is sent once, however often it is sent.</param>
/// <param name="Text">As it was given.</param>
/// <param name="ReplyTo">The message that it answers.</param>
/// <param name="Language">Of the text.</param>
/// <param name="At">When it was written.</param>
/// <param name="Order">Its place among all that wait.</param>
internal sealed record SavedMessage(string Room, string ClientMessageId, string Text, long? ReplyTo, string? Language, DateTimeOffset At, long Order)
{
    public const string Prefix = "outbox/";

    public string Key => Prefix + ClientMessageId;
}

/// <summary>A message on its way.</summary>
internal sealed class Outgoing(SavedMessage message, Task kept)
{
    private readonly TaskCompletionSource<ReceiptDto> _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SavedMessage Message => message;

    /// <summary>Completes when a restart would not lose it.</summary>
    public Task Kept => kept;

    public string? Error { get; private set; }

    public Task<ReceiptDto> Settled => _settled.Task;

    public void Settle(ReceiptDto receipt) => _settled.TrySetResult(receipt);

    public void Fail(Exception cause, string code)
    {
        Error = code;
        _settled.TrySetException(cause);
        // Nobody may be waiting: it shows in the room.
        _ = _settled.Task.Exception;
    }

    /// <summary>Nobody waits any longer; it is still kept.</summary>
    public void Abandon(Exception cause)
    {
        _settled.TrySetException(cause);
        _ = _settled.Task.Exception;
    }

    public ChatMessage Show(string sender) => new()
    {
        Sender = sender,
        Text = message.Text,
        At = message.At,
        ReplyTo = message.ReplyTo,
        Language = message.Language,
        ClientMessageId = message.ClientMessageId,
        State = Error is null ? ChatMessageState.Pending : ChatMessageState.Failed,
        Error = Error,
    };
}
