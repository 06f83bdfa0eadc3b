using System.Net.Http.Json;
using System.Text.Json;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Retention;

/// <summary>What a room's retention removes, and what a client that still counts on it is told.</summary>
public sealed class RetentionTests : IAsyncLifetime
{
    private readonly ShiftedTime _clock = new();
    private ChatServer _server = null!;
    private TestUser _owner = null!;
    private TestUser _member = null!;
    private string _room = null!;

    public async Task InitializeAsync()
    {
        _server = ChatServer.Start([], _clock.Replace);
        (_owner, _member) = (_server.WithLastingToken(await _server.NewUserAsync()), _server.WithLastingToken(await _server.NewUserAsync()));
        _room = await _owner.NewRoomAsync();
        (await _member.Http.PutAsync($"/rooms/{_room}/members/{_member.Username}", content: null)).EnsureSuccessStatusCode();
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task OldEventsAndTextsGoForGoodAndTheSeqsGoOn()
    {
        var old = await PostAsync($"oldspeak for @{_member.Username}");
        await _member.Http.PutAsync($"/rooms/{_room}/messages/{old}/reactions/{Uri.EscapeDataString("👍")}", content: null);
        await ExpireAsync();
        var recent = await PostAsync("newspeak");

        (await Pages.ReadAsync(_member.Http, $"/rooms/{_room}/messages", "limit=200", "before")).SelectMany(page => page)
            .Select(message => message.GetProperty("id").GetInt64()).Should().Equal(recent);
        await (await _member.Http.GetAsync($"/rooms/{_room}/messages/{old}")).ShouldBeAsync(404, "message_not_found");
        (await _member.Http.GetJsonAsync("/search?q=oldspeak")).GetProperty("items").GetArrayLength().Should().Be(0);
        (await _member.Http.GetJsonAsync("/search?q=newspeak")).GetProperty("items").GetArrayLength().Should().Be(1);
        var log = await _member.Http.GetJsonAsync($"/rooms/{_room}/events?after=0");
        log.GetProperty("reset").GetProperty("reason").GetString().Should().Be("retention");
        log.GetProperty("from").GetInt64().Should().Be(6);
        log.GetProperty("events").EnumerateArray().Select(entry => entry.GetProperty("seq").GetInt64()).Should().Equal(6, 7);
        recent.Should().Be(7, "the setting was event 6");
        var database = new DatabaseFile(_server.DataDirectory);
        foreach (var table in new[] { "Reactions", "Mentions" })
            (await database.ReadAsync($"SELECT count(*) FROM {table}")).Should().Equal("0");
        await (await _owner.Http.PostAsJsonAsync($"/rooms/{_room}/messages", new { text = "x", replyTo = old })).ShouldBeAsync(404, "message_not_found");
    }

    [Fact]
    public async Task WhatWasUnreadAndIsGoneIsNotUnread()
    {
        await PostAsync($"one for @{_member.Username}");
        await PostAsync("two");
        await ExpireAsync();
        await PostAsync($"three for @{_member.Username}");

        var room = await _member.Http.GetJsonAsync($"/rooms/{_room}");
        room.GetProperty("unread").GetInt64().Should().Be(1);
        room.GetProperty("mentions").GetInt64().Should().Be(1);
    }

    [Fact]
    public async Task ACursorBeforeItIsResetAndOneAfterItIsHonoured()
    {
        await using var client = await _server.ConnectAsync(_member);
        var epoch = (await client.JoinAsync(_room)).GetProperty("epoch").GetString();
        await client.DisposeAsync();
        await PostAsync("one");
        await ExpireAsync();
        await PostAsync("two");

        await using var behind = await _server.ConnectAsync(_member);
        var reset = await behind.JoinAsync(_room, after: new { epoch, seq = 3 });
        await behind.SeesSeqAsync(6);
        reset.GetProperty("reset").GetProperty("reason").GetString().Should().Be("retention");
        reset.GetProperty("from").GetInt64().Should().Be(5);
        behind.CallsOf("RoomEvents")[0].GetProperty("reset").GetProperty("reason").GetString().Should().Be("retention");
        behind.Seqs().Should().Equal(5, 6);

        await using var near = await _server.ConnectAsync(_member, WireProtocol.MessagePack);
        var honoured = await near.JoinAsync(_room, after: new { epoch, seq = 4 });
        await near.SeesSeqAsync(6);
        honoured.GetProperty("reset").ValueKind.Should().Be(JsonValueKind.Null);
        near.Seqs().Should().Equal(5, 6);
    }

    [Fact]
    public async Task ALateEditOfAMessageThatIsGoneIsStillAnEvent()
    {
        var old = await PostAsync("old");
        _clock.Shift(TimeSpan.FromDays(3));
        await _owner.Http.PatchAsJsonAsync($"/rooms/{_room}/messages/{old}", new { text = "changed lately" });
        await SetRetentionAsync();

        var log = (await _member.Http.GetJsonAsync($"/rooms/{_room}/events")).GetProperty("events");

        log[0].GetProperty("type").GetString().Should().Be("message.edited");
        log[0].GetProperty("message").GetProperty("deleted").GetBoolean().Should().BeTrue();
        log[0].GetProperty("message").GetProperty("sender").GetString().Should().Be(_owner.Username);
    }

    private async Task ExpireAsync()
    {
        _clock.Shift(TimeSpan.FromDays(3));
        await SetRetentionAsync();
    }

    /// <summary>A change of the setting has the server look at once.</summary>
    private async Task SetRetentionAsync()
    {
        (await _owner.Http.PatchAsJsonAsync($"/rooms/{_room}", new { retentionDays = 2 })).EnsureSuccessStatusCode();
        await Eventually.TrueAsync(
            async () => (await _member.Http.GetJsonAsync($"/rooms/{_room}/events?after=0")).GetProperty("reset").ValueKind == JsonValueKind.Object, "the old events were removed");
    }

    private async Task<long> PostAsync(string text)
        => (await _owner.Http.PostAsJsonAsync($"/rooms/{_room}/messages", new { text }).JsonAsync()).GetProperty("id").GetInt64();
}
