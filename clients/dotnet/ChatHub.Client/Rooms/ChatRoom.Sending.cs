using ChatHub.Contracts;

namespace ChatHub.Client;

public sealed partial class ChatRoom
{
    /// <summary>How many messages of one room may wait to be sent.</summary>
    private const int MostPending = 1_000;

    /// <summary>How many of those that failed are shown; the oldest go when there are more.</summary>
    private const int MostFailed = 1_000;

    private readonly List<Outgoing> _outgoing = [];
    private bool _isSending;

    /// <summary>
    /// Sends a message: it is shown at once, and sent until it has settled, once, through disconnections and, where the storage lasts, restarts. Messages of a room settle in the order in which this is called. Where the server
    /// asks to wait, it waits.
    /// </summary>
    /// <param name="text">1 to 4,000 characters once white space around it is removed.</param>
    /// <param name="replyTo">The id of the message that this one answers.</param>
    /// <param name="language">The language of the text, as a BCP 47 tag; left out, the one that is detected, or else one's own.</param>
    /// <param name="cancel">Ends the waiting, and not the sending.</param>
    /// <returns>The proof that it is committed.</returns>
    /// <exception cref="ChatException">
    /// The server's refusal: the message is shown as failed. Or <see cref="ChatException.OutboxFull"/>, or <c>message_too_long</c> for what is too long to be sent at all: it is neither shown nor sent. Or the end of the session:
    /// it is still kept.
    /// </exception>
    public async Task<ReceiptDto> SendAsync(string text, long? replyTo = null, string? language = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        Outgoing outgoing;
        lock (_lock)
        {
            if (_outgoing.Count(message => message.Error is null) >= MostPending)
                throw new ChatException(ChatException.OutboxFull, $"{MostPending} messages wait to be sent.");
            var message = new SavedMessage(Name, Guid.CreateVersion7(_core.Options.Time.GetUtcNow()).ToString(), text, replyTo, language, _core.Options.Time.GetUtcNow(), _core.NextOrder());
            Frame.Check(RequestOf(message), text);
            outgoing = new Outgoing(message, Task.Run(() => _core.Storage.WriteAsync(message.Key, ClientJson.Write(message)), CancellationToken.None));
            Queue(outgoing);
        }

        return await outgoing.Settled.WaitAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>Takes a message that failed out of <see cref="Messages"/>.</summary>
    /// <param name="message">The message; any other stays as it is.</param>
    public void Dismiss(ChatMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        lock (_lock)
        {
            if (_outgoing.RemoveAll(outgoing => outgoing.Error is not null && outgoing.Message.ClientMessageId == message.ClientMessageId) > 0)
                Show();
        }
    }

    /// <summary>A message that waited when the client before this one ended.</summary>
    internal void Restore(SavedMessage message)
    {
        lock (_lock)
        {
            if (!_outgoing.Exists(outgoing => outgoing.Message.ClientMessageId == message.ClientMessageId))
                Queue(new Outgoing(message, Task.CompletedTask));
        }
    }

    private void Queue(Outgoing outgoing)
    {
        _outgoing.Add(outgoing);
        Show();
        if (_isSending)
            return;
        _isSending = true;
        ClientCore.Begin(SendAllAsync);
    }

    private async Task SendAllAsync()
    {
        try
        {
            while (NextToSend() is { } next)
                await SendAsync(next).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // The session has ended, or the client: the messages are kept, and wait for the next one. After anything else they wait for the next send.
            lock (_lock)
            {
                _isSending = false;
                foreach (var outgoing in _outgoing)
                    outgoing.Abandon(e);
            }
        }
    }

    private Outgoing? NextToSend()
    {
        lock (_lock)
        {
            var next = _outgoing.Find(message => message.Error is null);
            _isSending = next is not null;
            return next;
        }
    }

    private async Task SendAsync(Outgoing next)
    {
        try
        {
            await next.Kept.ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // The storage may be of the app's own, and fail in its own ways; a message that is not kept is not sent, as was promised.
            Fail(next, e, "not_kept");
            return;
        }

        try
        {
            // One that an earlier client kept.
            Frame.Check(RequestOf(next.Message), next.Message.Text);
            Settle(next, await _core.Connection.CallAsync(link => SendOnAsync(link, next), _core.Connection.Stopped).ConfigureAwait(false));
        }
        catch (ChatException e) when (!_core.IsOver)
        {
            Fail(next, e, e.Code);
        }

        await ForgetAsync(next).ConfigureAwait(false);
    }

    private async Task<ReceiptDto> SendOnAsync(HubLink link, Outgoing next)
    {
        // Its event may have come, with what was missed, where its receipt was lost.
        if (IsFollowed)
        {
            try
            {
                await JoinOnAsync(link).ConfigureAwait(false);
            }
            catch (ChatException e) when (!e.IsPassing && !e.IsAboutSession)
            {
                // The send is refused for the same reason, or is not.
            }
        }

        if (next.Settled.IsCompletedSuccessfully)
            return await next.Settled.ConfigureAwait(false);
        return await link.InvokeAsync<ReceiptDto>(HubMethods.SendMessage, RequestOf(next.Message), _core.Connection.Stopped).ConfigureAwait(false);
    }

    private SendMessageRequest RequestOf(SavedMessage message) => new(Name, message.Text, message.ClientMessageId, message.ReplyTo, message.Language);

    private void Settle(Outgoing outgoing, ReceiptDto receipt)
    {
        lock (_lock)
        {
            _outgoing.Remove(outgoing);
            // What is behind the cursor and not shown is older than all that is.
            if (receipt.Id > _seq)
                _timeline.Accept(outgoing.Show(_core.Username) with { Id = receipt.Id, At = receipt.At, Text = outgoing.Message.Text.Trim(), State = ChatMessageState.Settled });
            Show();
        }

        outgoing.Settle(receipt);
    }

    private void SettleByEvent(string clientMessageId, ReceiptDto receipt)
    {
        if (_outgoing.Find(message => message.Message.ClientMessageId == clientMessageId) is not { } outgoing)
            return;
        _outgoing.Remove(outgoing);
        outgoing.Settle(receipt);
        ClientCore.Begin(() => ForgetAsync(outgoing));
    }

    private void Fail(Outgoing outgoing, Exception cause, string code)
    {
        lock (_lock)
        {
            if (outgoing.Settled.IsCompletedSuccessfully)
                return;
            outgoing.Fail(cause, code);
            if (_outgoing.Count(message => message.Error is not null) > MostFailed)
                _outgoing.RemoveAt(_outgoing.FindIndex(message => message.Error is not null));
            Show();
        }
    }

    /// <summary>Completes when all that was sent up to now is in the storage, or could not be put there.</summary>
    internal Task KeptAsync()
    {
        lock (_lock)
            return Task.WhenAll(_outgoing.Select(outgoing => outgoing.Kept.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default)));
    }

    // Where it fails, it is sent once more after a restart, under its key, and is still one message.
    private Task ForgetAsync(Outgoing outgoing) => BestEffort.TryAsync(() => _core.Storage.DeleteAsync(outgoing.Message.Key));
}
