using ChatHub.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace ChatHub.Tests.Realtime;

/// <summary>A reader that stops reading costs nobody else, and finds everything again by its cursor.</summary>
public sealed class SlowReaderTests
{
    private const int Messages = 3000;

    [Theory]
    [InlineData("64", "0")]
    [InlineData("0", "256")]
    public async Task AReaderThatStopsReadingIsDroppedAndResumesWithoutLoss(string events, string kilobytes)
    {
        await using var server = ChatServer.Start(new() { ["Limits:OutboundQueue"] = events, ["Limits:OutboundKilobytes"] = kilobytes });
        var (sender, slow) = (await server.NewUserAsync(), await server.NewUserAsync());
        var room = await sender.NewRoomAsync();
        using var stuck = await StuckReader.JoinAsync(server.Url, slow.Token, room);
        await using var client = await server.ConnectAsync(sender);
        await using var healthy = await server.ConnectAsync(await server.NewUserAsync());
        await client.JoinAsync(room);
        await healthy.JoinAsync(room);

        // More than the kernel's buffers take: some 12 MB.
        var text = new string('x', 4000);
        for (var sent = 0; sent < Messages; sent += 20)
            await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.SendAsync(room, text)));

        await healthy.SeesSeqAsync(Messages + 4);
        await Eventually.TrueAsync(async () => !await IsOnlineAsync(sender, room, slow), "the stuck connection was dropped");
        await using var resumed = await server.ConnectAsync(slow);
        var sync = await resumed.JoinAsync(room, after: new { epoch = await EpochAsync(sender, room), seq = 3 });
        sync.GetProperty("from").GetInt64().Should().Be(4);
        await resumed.SeesSeqAsync(Messages + 4);
        resumed.Seqs().Should().Equal(Enumerable.Range(4, Messages + 1).Select(seq => (long)seq));
    }

    [Fact]
    public async Task AReaderThatStopsReadingIsCutOffWhenItsSessionEnds()
    {
        var requests = new HubRequests();
        await using var server = ChatServer.Start(
            new() { ["Limits:OutboundQueue"] = "0", ["Limits:OutboundKilobytes"] = "0" },
            services => services.AddSingleton<IStartupFilter>(requests).Configure<WebSocketOptions>(options => options.KeepAliveInterval = Timeout.InfiniteTimeSpan));
        var (sender, slow) = (await server.NewUserAsync(), await server.NewUserAsync());
        var room = await sender.NewRoomAsync();
        using var stuck = await StuckReader.JoinAsync(server.Url, slow.Token, room);
        await using var client = await server.ConnectAsync(sender);
        await client.JoinAsync(room);
        var text = new string('x', 4000);
        for (var sent = 0; sent < Messages; sent += 20)
            await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.SendAsync(room, text)));
        (await IsOnlineAsync(sender, room, slow)).Should().BeTrue("what waits for it is not limited here");

        await slow.Http.PostAsync("/logout", content: null);

        await Eventually.TrueAsync(() => requests.Open == 1, "its socket was cut off, though it answers no ping and reads nothing");
        await Eventually.TrueAsync(async () => !await IsOnlineAsync(sender, room, slow), "it is gone");
    }

    [Fact]
    public async Task AReaderThatVanishedWithoutAWordIsDroppedThoughNothingIsSentToIt()
    {
        await using var server = ChatServer.Start([], services => services.Configure<WebSocketOptions>(options =>
            (options.KeepAliveInterval, options.KeepAliveTimeout) = (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5))));
        var (owner, silent) = (await server.NewUserAsync(), await server.NewUserAsync());
        var room = await owner.NewRoomAsync();
        await using var healthy = await server.ConnectAsync(owner);
        await healthy.JoinAsync(room);
        using var vanished = await StuckReader.JoinAsync(server.Url, silent.Token, room);
        (await IsOnlineAsync(owner, room, silent)).Should().BeTrue();

        await Eventually.TrueAsync(async () => !await IsOnlineAsync(owner, room, silent), "the silent connection was dropped");
        (await healthy.SendAsync(room, "still here")).GetProperty("duplicate").GetBoolean().Should().BeFalse();
    }

    private static async Task<bool> IsOnlineAsync(TestUser asking, string room, TestUser user)
    {
        var members = await asking.Http.GetJsonAsync($"/rooms/{room}/members");
        return members.GetProperty("items").EnumerateArray()
            .Single(member => member.GetProperty("username").GetString() == user.Username).GetProperty("online").GetBoolean();
    }

    private static async Task<string> EpochAsync(TestUser user, string room)
        => (await user.Http.GetJsonAsync($"/rooms/{room}/events?limit=1")).GetProperty("epoch").GetString()!;
}
