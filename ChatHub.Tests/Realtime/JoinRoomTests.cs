using System.Text.Json;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Realtime;

/// <summary>What a client gets when it joins: contract tests that hold for both protocols.</summary>
public sealed class JoinRoomTests(ChatServer server) : IClassFixture<ChatServer>
{
    public static TheoryData<WireProtocol> Protocols => [WireProtocol.Json, WireProtocol.MessagePack];

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task ANewcomerBecomesAMemberAndGetsTheBacklogThenTheirOwnMessage(WireProtocol protocol)
    {
        var room = await NewRoomAsync();
        var user = await server.NewUserAsync();
        await using var client = await server.ConnectAsync(user, protocol);

        var sync = await client.JoinAsync(room);
        var receipt = await client.SendAsync(room, "  hello 👋  ", "key-1", "en");

        sync.GetProperty("from").GetInt64().Should().Be(1);
        sync.GetProperty("head").GetInt64().Should().Be(3);
        sync.GetProperty("reset").ValueKind.Should().Be(JsonValueKind.Null);
        sync.GetProperty("translations").ValueKind.Should().Be(JsonValueKind.Null);
        sync.GetProperty("room").GetProperty("role").GetString().Should().Be("member");
        receipt.GetProperty("id").GetInt64().Should().Be(4);
        receipt.GetProperty("duplicate").GetBoolean().Should().BeFalse();
        await client.SeesSeqAsync(4);
        client.Seqs().Should().Equal(1, 2, 3, 4);
        var posted = client.Events.Last();
        posted.GetProperty("type").GetString().Should().Be("message.posted");
        posted.GetProperty("actor").GetString().Should().Be(user.Username);
        posted.GetProperty("at").GetString().Should().MatchRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$").And.Be(receipt.GetProperty("at").GetString());
        var message = posted.GetProperty("message");
        message.GetProperty("text").GetString().Should().Be("hello 👋");
        message.GetProperty("clientMessageId").GetString().Should().Be("key-1");
        message.GetProperty("language").GetString().Should().Be("en");
        message.GetProperty("revision").GetInt32().Should().Be(1);
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task ACursorBringsExactlyWhatWasMissed(WireProtocol protocol)
    {
        var (room, user, epoch) = await NewRoomWithMessagesAsync(5);
        await using var client = await server.ConnectAsync(user, protocol);

        var sync = await client.JoinAsync(room, after: new { epoch, seq = 3 });

        sync.GetProperty("from").GetInt64().Should().Be(4);
        await client.SeesSeqAsync(7);
        client.Seqs().Should().Equal(4, 5, 6, 7);
    }

    [Fact]
    public async Task ACursorAtTheHeadBringsOnlyWhatComesNext()
    {
        var (room, user, epoch) = await NewRoomWithMessagesAsync(1);
        await using var client = await server.ConnectAsync(user);

        var sync = await client.JoinAsync(room, after: new { epoch, seq = 3 });
        await client.SendAsync(room, "next");

        sync.GetProperty("from").GetInt64().Should().Be(4);
        await client.SeesSeqAsync(4);
        client.Seqs().Should().Equal(4);
    }

    [Theory]
    [InlineData("another", 1, "epoch_changed")]
    [InlineData(null, 1000, "cursor_ahead")]
    public async Task ACursorThatCannotBeHonouredIsResetInTheAnswerAndOnTheFirstBatch(string? epoch, long seq, string reason)
    {
        var (room, user, current) = await NewRoomWithMessagesAsync(5);
        await using var client = await server.ConnectAsync(user);

        var sync = await client.JoinAsync(room, after: new { epoch = epoch ?? current, seq }, backlog: 2);

        sync.GetProperty("reset").GetProperty("reason").GetString().Should().Be(reason);
        sync.GetProperty("from").GetInt64().Should().Be(6);
        await client.SeesSeqAsync(7);
        client.Seqs().Should().Equal(6, 7);
        client.CallsOf("RoomEvents")[0].GetProperty("reset").GetProperty("reason").GetString().Should().Be(reason);
    }

    [Fact]
    public async Task AResetIsToldEvenWhenThereIsNothingToSendWithIt()
    {
        var (room, user, _) = await NewRoomWithMessagesAsync(1);
        await using var client = await server.ConnectAsync(user);

        await client.JoinAsync(room, after: new { epoch = "another", seq = 1 }, backlog: 0);
        await client.SendAsync(room, "next");

        await client.SeesSeqAsync(4);
        var first = client.CallsOf("RoomEvents")[0];
        first.GetProperty("events").GetArrayLength().Should().Be(0);
        first.GetProperty("from").GetInt64().Should().Be(4);
        first.GetProperty("reset").GetProperty("reason").GetString().Should().Be("epoch_changed");
        client.CallsOf("RoomEvents")[1].TryGetProperty("reset", out _).Should().BeFalse();
    }

    [Fact]
    public async Task JoiningAgainOnTheSameConnectionSendsNothingAgain()
    {
        var (room, user, epoch) = await NewRoomWithMessagesAsync(2);
        await using var client = await server.ConnectAsync(user);
        await client.JoinAsync(room, backlog: 200);
        await client.SeesSeqAsync(4);

        var again = await client.JoinAsync(room, after: new { epoch, seq = 0 });
        await client.SendAsync(room, "next");

        again.GetProperty("from").GetInt64().Should().Be(5);
        await client.SeesSeqAsync(5);
        client.Seqs().Should().Equal(1, 2, 3, 4, 5);
    }

    [Fact]
    public async Task AFarBehindClientCatchesUpInBoundedBatches()
    {
        var (room, user, epoch) = await NewRoomWithMessagesAsync(450);
        await using var client = await server.ConnectAsync(user);

        await client.JoinAsync(room, after: new { epoch, seq = 0 });

        await client.SeesSeqAsync(452);
        client.Seqs().Should().Equal(Enumerable.Range(1, 452).Select(seq => (long)seq));
        client.CallsOf("RoomEvents").Should().AllSatisfy(batch => batch.GetProperty("events").GetArrayLength().Should().BeLessThanOrEqualTo(100));
    }

    private async Task<string> NewRoomAsync() => await (await server.NewUserAsync()).NewRoomAsync();

    /// <summary>A room whose owner has posted: its head is the number of messages and 2.</summary>
    private async Task<(string Room, TestUser Owner, string Epoch)> NewRoomWithMessagesAsync(int messages)
    {
        var owner = await server.NewUserAsync();
        var room = await owner.NewRoomAsync();
        await using var client = await server.ConnectAsync(owner);
        var sync = await client.JoinAsync(room, backlog: 0);
        await Task.WhenAll(Enumerable.Range(1, messages).Select(number => client.SendAsync(room, $"message {number}")));
        return (room, owner, sync.GetProperty("epoch").GetString()!);
    }
}
