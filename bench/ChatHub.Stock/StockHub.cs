using Microsoft.AspNetCore.SignalR;

namespace ChatHub.Stock;

/// <summary>A group broadcast and nothing else: no accounts, no order across senders, no storage.</summary>
internal sealed class StockHub : Hub
{
    public Task JoinRoom(string room) => Groups.AddToGroupAsync(Context.ConnectionId, room);

    public Task SendMessage(string room, string text)
        => Clients.Group(room).SendAsync("MessagePosted", new { room, text, sentAt = DateTimeOffset.UtcNow, sender = Context.ConnectionId });
}
