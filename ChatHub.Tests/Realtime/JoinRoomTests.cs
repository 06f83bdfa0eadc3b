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

    private async Task<string> NewRoomAsync()
    {
        var owner = await server.NewUserAsync();
        return await owner.NewRoomAsync();
    }
}
