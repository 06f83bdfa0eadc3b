using System.Buffers;
using System.Net.Sockets;
using System.Net.WebSockets;
using ChatHub.Api.Realtime.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;

namespace ChatHub.Api.Realtime;

/// <summary>
/// Writes pushes to a connection, past SignalR's own writing where that can be (decision 18); what it returns is complete once the operating system has taken them, else once SignalR has.
/// Any number may write at once: whole pushes take turns.
/// </summary>
internal sealed class PushWriter(HubConnectionContext connection)
{
    private readonly SharedWebSocket? _socket = connection.GetHttpContext()?.Features.Get<SharedWebSocket>();

    private WebSocketMessageType MessageType => connection.Protocol.TransferFormat == TransferFormat.Binary ? WebSocketMessageType.Binary : WebSocketMessageType.Text;

    /// <summary>The bytes of a push as this connection gets it.</summary>
    public int SizeOf(SerializedHubMessage push) => Encode(push).Length;

    public ValueTask WriteAsync(SerializedHubMessage push) => _socket is null ? connection.WriteAsync(push) : _socket.PushAsync(Encode(push), MessageType);

    /// <summary>Writes several in their order, in one write where that can be; each is asked for when it is about to be written.</summary>
    public ValueTask WriteAsync(IEnumerable<SerializedHubMessage> pushes) => _socket is null ? WriteInTurnAsync(pushes) : WriteTogetherAsync(_socket, pushes.Select(Encode).ToList());

    /// <summary>Whether a write failed because its socket is closed; a WebSocket wraps whatever its stream throws.</summary>
    public static bool IsGone(Exception cause)
        => cause.GetBaseException() is WebSocketException or IOException or SocketException or ObjectDisposedException or OperationCanceledException;

    private async ValueTask WriteInTurnAsync(IEnumerable<SerializedHubMessage> pushes)
    {
        foreach (var push in pushes)
            await connection.WriteAsync(push);
    }

    /// <summary>In one message of the WebSocket: SignalR's protocols say themselves where one of theirs ends.</summary>
    private async ValueTask WriteTogetherAsync(SharedWebSocket socket, List<ReadOnlyMemory<byte>> pushes)
    {
        var length = pushes.Sum(push => push.Length);
        if (length == 0)
            return;
        var together = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            var end = 0;
            foreach (var push in pushes)
            {
                push.CopyTo(together.AsMemory(end));
                end += push.Length;
            }

            await socket.PushAsync(together.AsMemory(0, length), MessageType);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(together);
        }
    }

    /// <summary>Once for each protocol, however many connections it goes to.</summary>
    private ReadOnlyMemory<byte> Encode(SerializedHubMessage push) => push.GetSerializedMessage(connection.Protocol);
}
