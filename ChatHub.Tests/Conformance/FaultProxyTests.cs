using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ChatHub.Conformance.Proxy;
using ChatHub.Tests.Support;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace ChatHub.Tests.Conformance;

/// <summary>The kit's proxy does what it is told, where it is told.</summary>
public sealed class FaultProxyTests(ChatServer server) : IClassFixture<ChatServer>
{
    [Theory]
    [InlineData(HttpTransportType.WebSockets)]
    [InlineData(HttpTransportType.ServerSentEvents)]
    [InlineData(HttpTransportType.LongPolling)]
    public async Task ALostReceiptIsLostAfterTheServerHasTheMessage(HttpTransportType transport)
    {
        await using var proxy = await FaultProxy.StartAsync(server.Url);
        var (user, room) = await NewRoomAsync();
        await using var client = await HubClient.ConnectAsync(proxy.Url, user.Token, transports: transport);
        proxy.Add(At.Answer("SendMessage"), new Fate.Drop());

        await FluentActions.Awaiting(() => client.SendAsync(room, "hello")).Should().ThrowAsync<Exception>();

        await Eventually.TrueAsync(() => client.Connection.State == HubConnectionState.Disconnected, "the connection ended");
        (await TextsAsync(user, room)).Should().Equal("hello");
        proxy.Unmet.Should().BeEmpty();
    }

    [Fact]
    public async Task ALostCallNeverReachesTheServer()
    {
        await using var proxy = await FaultProxy.StartAsync(server.Url);
        var (user, room) = await NewRoomAsync();
        await using var client = await HubClient.ConnectAsync(proxy.Url, user.Token);
        proxy.Add(At.Call("SendMessage"), new Fate.Drop());

        await FluentActions.Awaiting(() => client.SendAsync(room, "hello")).Should().ThrowAsync<Exception>();

        (await TextsAsync(user, room)).Should().BeEmpty();
    }

    [Theory]
    [InlineData(HttpTransportType.WebSockets)]
    [InlineData(HttpTransportType.ServerSentEvents)]
    public async Task WhatIsLateIsOvertaken(HttpTransportType transport)
    {
        await using var proxy = await FaultProxy.StartAsync(server.Url);
        var (user, room) = await NewRoomAsync();
        await using var client = await HubClient.ConnectAsync(proxy.Url, user.Token, transports: transport);
        var released = new TaskCompletionSource();
        proxy.Add(At.Answer("JoinRoom"), new Fate.Late(released.Task));

        var joining = client.JoinAsync(room);
        await Eventually.TrueAsync(() => !client.Events.IsEmpty, "the events came");
        joining.IsCompleted.Should().BeFalse("the answer is held up");
        released.SetResult();

        (await joining).GetProperty("from").GetInt64().Should().Be(1);
    }

    [Fact]
    public async Task WhatIsLateComesBehindWhatItWaitsFor()
    {
        await using var proxy = await FaultProxy.StartAsync(server.Url);
        var (user, room) = await NewRoomAsync();
        await using var hub = await RawHub.ConnectAsync(proxy.Url, user, WireProtocol.Json);
        proxy.Add(At.Answer("JoinRoom"), new Fate.Late(proxy.PassedAsync(At.Push("RoomEvents"))));
        var before = new List<HubMessage>();

        await hub.CallAsync("JoinRoom", new { room });

        (await hub.ReadAnswerAsync(before.Add))!.Error.Should().BeNull();
        before.OfType<InvocationMessage>().Select(call => call.Target).Should().Contain("RoomEvents");
    }

    [Fact]
    public async Task WhatTheProxySaysOverLongPollingComesWithTheNextPoll()
    {
        await using var proxy = await FaultProxy.StartAsync(server.Url);
        var (user, room) = await NewRoomAsync();
        await using var client = await HubClient.ConnectAsync(proxy.Url, user.Token, transports: HttpTransportType.LongPolling);
        await client.JoinAsync(room);
        proxy.Add(At.Call("SendMessage"), new Fate.Refuse(503, "unavailable"));

        var refusal = client.RefusalOfAsync("SendMessage", new { room, text = "hello" });
        await proxy.SeenAsync(At.Call("SendMessage"));
        (await user.Http.PostAsJsonAsync($"/rooms/{room}/messages", new { text = "ends the poll" })).EnsureSuccessStatusCode();

        (await refusal).Should().Be("unavailable");
    }

    [Fact]
    public async Task RefusalsAreInTheServersWordsOnTheHubAndOverHttp()
    {
        await using var proxy = await FaultProxy.StartAsync(server.Url);
        var (user, room) = await NewRoomAsync();
        await using var client = await HubClient.ConnectAsync(proxy.Url, user.Token);
        proxy.Add(At.Call("SendMessage"), new Fate.Refuse(503, "unavailable", TimeSpan.FromSeconds(2)), times: 2);

        var refusal = await FluentActions.Awaiting(() => client.SendAsync(room, "hello")).Should().ThrowAsync<Microsoft.AspNetCore.SignalR.HubException>();
        refusal.Which.Message.Should().Contain("HubException: unavailable: ").And.EndWith("retry after 2000 ms");
        using var answer = await user.Http.PostAsJsonAsync(new Uri(proxy.Url, $"/rooms/{room}/messages"), new { text = "hello" });
        answer.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        answer.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromSeconds(2));
        (await answer.JsonAsync()).GetProperty("code").GetString().Should().Be("unavailable");

        (await TextsAsync(user, room)).Should().BeEmpty("neither reached the server");
    }

    [Fact]
    public async Task ACursorThatIsMadeAnothersIsAnsweredByTheServerItself()
    {
        await using var proxy = await FaultProxy.StartAsync(server.Url);
        var (user, room) = await NewRoomAsync();
        await using var client = await HubClient.ConnectAsync(proxy.Url, user.Token);
        var sync = await client.JoinAsync(room);
        await client.InvokeAsync("Unfollow", new { room });
        proxy.Add(At.Call("JoinRoom"), new Fate.Change(join => join.Argument!["after"]!["epoch"] = "another"));

        var again = await client.JoinAsync(room, new { epoch = sync.GetProperty("epoch").GetString(), seq = 1 });

        again.GetProperty("reset").GetProperty("reason").GetString().Should().Be("epoch_changed");
    }

    [Theory]
    [InlineData(HttpTransportType.WebSockets)]
    [InlineData(HttpTransportType.ServerSentEvents)]
    public async Task TheProxySpeaksLikeTheServer(HttpTransportType transport)
    {
        await using var proxy = await FaultProxy.StartAsync(server.Url);
        await using var client = await HubClient.ConnectAsync(proxy.Url, (await server.NewUserAsync()).Token, transports: transport);
        await client.InvokeAsync("SetLanguage", new { });

        await proxy.PushAsync("SessionEnded", new() { ["reason"] = "shutdown" });
        await proxy.CloseAsync(allowsReconnect: true);

        await Eventually.TrueAsync(() => client.Connection.State == HubConnectionState.Disconnected, "the connection ended");
        client.CallsOf("SessionEnded").Single().GetProperty("reason").GetString().Should().Be("shutdown");
    }

    [Fact]
    public async Task WhatWasNeverMetIsTold()
    {
        await using var proxy = await FaultProxy.StartAsync(server.Url);
        proxy.Add(At.Push("Translations"), new Fate.Cut());
        proxy.Add(At.Push("Typing"), new Fate.Cut(), isWanted: false);

        proxy.Unmet.Should().Equal("Cut at the push Translations");
    }

    private async Task<(TestUser User, string Room)> NewRoomAsync()
    {
        var user = await server.NewUserAsync();
        var room = $"room-{Guid.NewGuid():N}"[..20];
        (await user.Http.PostAsJsonAsync("/rooms", new { room })).EnsureSuccessStatusCode();
        return (user, room);
    }

    private static async Task<List<string?>> TextsAsync(TestUser user, string room)
        => (await user.Http.GetFromJsonAsync<JsonElement>($"/rooms/{room}/messages")).GetProperty("items").EnumerateArray().Select(message => message.GetProperty("text").GetString()).ToList();
}
