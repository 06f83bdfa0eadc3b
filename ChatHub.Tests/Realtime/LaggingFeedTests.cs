using ChatHub.Tests.Support;

namespace ChatHub.Tests.Realtime;

/// <summary>What a client gets that joins at the head of a room while the room's feed is still behind that head.</summary>
public sealed class LaggingFeedTests
{
    [Fact]
    public async Task AResetIsToldEvenWhenTheFeedHasNotYetComeToWhereTheClientBegins()
    {
        var log = new HeldLog();
        await using var server = ChatServer.Start([], log.Replace);
        var owner = await server.NewUserAsync();
        var room = await owner.NewRoomAsync();
        await using var watcher = await server.ConnectAsync(owner);
        await watcher.JoinAsync(room);
        await watcher.SeesSeqAsync(2);
        await using var client = await server.ConnectAsync(await server.NewUserAsync());

        log.Hold();
        var sync = await client.JoinAsync(room, new { epoch = "another", seq = 1 }, backlog: 0);
        log.Release();
        await Eventually.TrueAsync(() => client.CallsOf("RoomEvents").Count > 0, "a batch came");

        sync.GetProperty("from").GetInt64().Should().Be(4);
        var batch = client.CallsOf("RoomEvents")[0];
        batch.GetProperty("reset").GetProperty("reason").GetString().Should().Be("epoch_changed");
        batch.GetProperty("from").GetInt64().Should().Be(4);
        batch.GetProperty("events").EnumerateArray().Should().BeEmpty();
    }
}
