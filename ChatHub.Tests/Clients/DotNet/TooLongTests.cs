using ChatHub.Client;
using ChatHub.Conformance.Proxy;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Clients.DotNet;

/// <summary>What would not fit into a frame never goes out of the .NET client: the server would cut each connection on which it comes.</summary>
public sealed class TooLongTests : IAsyncLifetime
{
    private readonly ChatServer _server = ChatServer.Start(new() { ["Limits:MessageLength"] = "16000" });
    private FaultProxy _proxy = null!;

    public async Task InitializeAsync() => _proxy = await FaultProxy.StartAsync(_server.Url);

    public async Task DisposeAsync()
    {
        await _proxy.DisposeAsync();
        await _server.DisposeAsync();
    }

    // A character of the second kind is three bytes.
    [Theory]
    [InlineData('x', 62_000, 16_000)]
    [InlineData('語', 21_000, 16_000)]
    public async Task AMessageThatIsTooLongIsRefusedBeforeItIsKeptOrSent(char character, int length, int fitting)
    {
        var storage = new MemoryChatStorage();
        await using var chat = await ChatClients.ConnectAsync(await _server.NewUserAsync(), _proxy.Url, options => options.Storage = storage);
        var room = await chat.JoinAsync("general");
        var receipt = await room.SendAsync("short");
        var text = new string(character, length);

        var sending = room.SendAsync(text);
        room.Texts().Should().Equal("short");
        (await storage.ReadAsync(SavedMessage.Prefix)).Should().BeEmpty();
        foreach (var refused in new[] { () => sending, () => (Task)room.EditAsync(receipt.Id, text) })
            (await FluentActions.Awaiting(refused).Should().ThrowAsync<ChatException>()).Which.Code.Should().Be("message_too_long");

        await room.SendAsync(new string(character, fitting));
        (_proxy.Count(At.Call("SendMessage")), _proxy.Count(At.Call("EditMessage")), _proxy.Count(At.Call("negotiate"))).Should().Be((2, 0, 1));
    }

    [Fact]
    public async Task OneThatAnEarlierClientKeptFailsAndTheNextGoesOut()
    {
        var user = await _server.NewUserAsync();
        var storage = new MemoryChatStorage();
        await using (var before = await ChatClients.ConnectAsync(user, _proxy.Url, options => options.Storage = storage))
        {
            await before.JoinAsync("general");
            foreach (var (order, text) in new[] { (1, new string('x', 70_000)), (2, "short") })
            {
                var kept = new SavedMessage("general", $"kept-{order}", text, ReplyTo: null, Language: null, DateTimeOffset.UtcNow, order);
                await storage.WriteAsync(kept.Key, ClientJson.Write(kept));
            }
        }

        await using var chat = await ChatClients.ConnectAsync(user, _proxy.Url, options => options.Storage = storage);
        var room = await chat.JoinAsync("general");

        await room.ShowsAsync(messages => messages.Any(message => message.Error == "message_too_long") && messages.Any(message => message.Text == "short" && message.Id > 0), "the second is sent");
        await Eventually.TrueAsync(async () => (await storage.ReadAsync(SavedMessage.Prefix)).Count == 0, "neither is kept");
    }
}
