using System.Net.WebSockets;

namespace ChatHub.Api.Realtime.Sockets;

/// <summary>
/// A connection's WebSocket, to which two write: SignalR its own messages, through its pipe and a thread of the pool, and the connection's <see cref="Outbox"/> its pushes, without either. Whole messages
/// take turns, SignalR's first; its may come in several parts, between which no push may stand. One may receive and one send at a time; any number may push.
/// </summary>
internal sealed class SharedWebSocket(WebSocket socket) : WebSocket
{
    // It is SignalR's turn until it has sent its first message, the handshake's answer: a client takes nothing else before that, and it may still be in SignalR's pipe when the first push comes.
    private readonly SemaphoreSlim _turn = new(0, 1);
    private bool _isWithinMessage = true; // Belongs to the one who sends.

    public override WebSocketCloseStatus? CloseStatus => socket.CloseStatus;

    public override string? CloseStatusDescription => socket.CloseStatusDescription;

    public override WebSocketState State => socket.State;

    public override string? SubProtocol => socket.SubProtocol;

    /// <summary>Sends a whole message; complete already when the operating system has taken it at once.</summary>
    /// <exception cref="WebSocketException">The socket is closed.</exception>
    public ValueTask PushAsync(ReadOnlyMemory<byte> message, WebSocketMessageType type)
    {
        if (!_turn.Wait(0))
            return PushInTurnAsync(message, type);
        var sending = ValueTask.CompletedTask;
        try
        {
            sending = socket.SendAsync(message, type, WebSocketMessageFlags.EndOfMessage, CancellationToken.None);
        }
        finally
        {
            if (sending.IsCompletedSuccessfully)
                _turn.Release();
        }

        return sending.IsCompletedSuccessfully ? ValueTask.CompletedTask : FinishAsync(sending);
    }

    public override async ValueTask SendAsync(ReadOnlyMemory<byte> buffer, WebSocketMessageType messageType, WebSocketMessageFlags messageFlags, CancellationToken cancellationToken)
    {
        if (!_isWithinMessage)
            await TakeTurnAsync(cancellationToken);
        _isWithinMessage = true;
        try
        {
            await socket.SendAsync(buffer, messageType, messageFlags, cancellationToken);
            _isWithinMessage = !messageFlags.HasFlag(WebSocketMessageFlags.EndOfMessage);
        }
        catch
        {
            // Nothing can follow on half a message.
            socket.Abort();
            _isWithinMessage = false;
            throw;
        }
        finally
        {
            if (!_isWithinMessage)
                _turn.Release();
        }
    }

    public override ValueTask SendAsync(ReadOnlyMemory<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken)
        => SendAsync(buffer, messageType, endOfMessage ? WebSocketMessageFlags.EndOfMessage : WebSocketMessageFlags.None, cancellationToken);

    public override Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken)
        => SendAsync((ReadOnlyMemory<byte>)buffer, messageType, endOfMessage, cancellationToken).AsTask();

    public override ValueTask<ValueWebSocketReceiveResult> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken) => socket.ReceiveAsync(buffer, cancellationToken);

    public override Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken) => socket.ReceiveAsync(buffer, cancellationToken);

    // The frame of a closing may stand between two messages.
    public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken)
        => socket.CloseAsync(closeStatus, statusDescription, cancellationToken);

    public override Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken)
        => socket.CloseOutputAsync(closeStatus, statusDescription, cancellationToken);

    public override void Abort() => socket.Abort();

    // The semaphore holds nothing that would have to be disposed of, and somebody may still wait for it.
    public override void Dispose() => socket.Dispose();

    /// <summary>A push that hangs for longer than SignalR has patience with its own messages is the end of the socket, as one of those would be.</summary>
    private async Task TakeTurnAsync(CancellationToken patience)
    {
        try
        {
            await _turn.WaitAsync(patience);
        }
        catch (OperationCanceledException)
        {
            socket.Abort();
            throw;
        }
    }

    private async ValueTask PushInTurnAsync(ReadOnlyMemory<byte> message, WebSocketMessageType type)
    {
        await _turn.WaitAsync();
        try
        {
            await socket.SendAsync(message, type, WebSocketMessageFlags.EndOfMessage, CancellationToken.None);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async ValueTask FinishAsync(ValueTask sending)
    {
        try
        {
            await sending;
        }
        finally
        {
            _turn.Release();
        }
    }
}
