using ChatHub.Tests.Support;

namespace ChatHub.Tests.Presence;

/// <summary>Typing: told to the others, not to the typist, and over by itself.</summary>
public sealed class TypingTests(ChatServer server) : IClassFixture<ChatServer>
{
    [Theory]
    [InlineData(WireProtocol.Json)]
    [InlineData(WireProtocol.MessagePack)]
    public async Task TypingIsToldToTheOthersAndNotToTheTypist(WireProtocol protocol)
    {
        var (room, typist, reader) = await NewRoomAsync();
        await using var typing = await server.ConnectAsync(typist, protocol);
        await using var sameUser = await server.ConnectAsync(typist, protocol);
        await using var reading = await server.ConnectAsync(reader, protocol);
        foreach (var client in new[] { typing, sameUser, reading })
            await client.JoinAsync(room);

        for (var time = 0; time < 5; time++)
            await typing.InvokeAsync("SetTyping", new { room, typing = true });
        await typing.InvokeAsync("SetTyping", new { room, typing = false });

        await Eventually.TrueAsync(() => reading.CallsOf("Typing").Count >= 2, "both were told");
        var told = reading.CallsOf("Typing");
        told.Should().HaveCount(2, "what is said again within two seconds is not passed on");
        told[0].GetRawText().Should().Be($$"""{"room":"{{room}}","username":"{{typist.Username}}","typing":true}""");
        told[1].GetProperty("typing").GetBoolean().Should().BeFalse();
        typing.CallsOf("Typing").Should().BeEmpty();
        sameUser.CallsOf("Typing").Should().BeEmpty();
    }

    [Theory]
    [InlineData("by itself")]
    [InlineData("with the message")]
    [InlineData("with the connection")]
    [InlineData("with the membership")]
    public async Task TypingEnds(string how)
    {
        var (room, typist, reader) = await NewRoomAsync();
        await using var typing = await server.ConnectAsync(typist);
        await using var reading = await server.ConnectAsync(reader);
        await typing.JoinAsync(room);
        await reading.JoinAsync(room);

        await typing.InvokeAsync("SetTyping", new { room, typing = true });
        if (how == "with the message")
            await typing.SendAsync(room, "here it is");
        else if (how == "with the connection")
            await typing.DisposeAsync();
        else if (how == "with the membership")
            await typing.InvokeAsync("LeaveRoom", new { room });

        await Eventually.TrueAsync(() => reading.CallsOf("Typing").Any(call => !call.GetProperty("typing").GetBoolean()), $"typing ended {how}");
        reading.CallsOf("Typing").Select(call => call.GetProperty("typing").GetBoolean()).Should().Equal(true, false);
    }

    [Fact]
    public async Task WhoIsNoMemberCannotType()
    {
        var (room, _, _) = await NewRoomAsync();
        await using var client = await server.ConnectAsync(await server.NewUserAsync());

        (await client.RefusalOfAsync("SetTyping", new { room, typing = true })).Should().Be("forbidden");
        (await client.RefusalOfAsync("SetTyping", new { room = "nowhere", typing = true })).Should().Be("room_not_found");
    }

    private async Task<(string Room, TestUser Typist, TestUser Reader)> NewRoomAsync()
    {
        var owner = await server.NewUserAsync();
        return (await owner.NewRoomAsync(), await server.NewUserAsync(), await server.NewUserAsync());
    }
}
