using System.Net.Http.Json;
using ChatHub.Client;
using ChatHub.Contracts;
using ChatHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ChatHub.Tests.Clients.DotNet;

/// <summary>The .NET client's session: renewed in time, opened anew where it must, and not where somebody ended it.</summary>
public sealed class SessionTests(ChatServer server) : IClassFixture<ChatServer>
{
    [Fact]
    public async Task TokensOfAnAppsBackendAreRenewedBeforeTheyExpireWithoutADisconnection()
    {
        var user = await server.NewUserAsync();
        var asked = 0;
        await using var chat = await server.ConnectAsync(user, options =>
        {
            (options.Username, options.Password) = (null, null);
            options.Tokens = async _ =>
            {
                asked++;
                // Without a refresh token: each renewal asks for others.
                return ChatTokens.From(await LoginAsync(user)) with { RefreshToken = null, ExpiresIn = TimeSpan.FromSeconds(0.4) };
            };
        });
        await using var events = new SeenEvents(chat);

        await Eventually.TrueAsync(() => asked >= 4, "it renewed");

        events.All.OfType<ConnectionChanged>().Should().BeEmpty();
        chat.User.Username.Should().Be(user.Username);
        await (await chat.JoinAsync("general")).SendAsync("still here");
    }

    [Fact]
    public async Task ASessionIsRenewedWithItsRefreshTokenAndNobodyIsAskedForAnother()
    {
        var user = await server.NewUserAsync();
        var storage = new MemoryChatStorage();
        var asked = 0;
        var first = "";
        await using var chat = await server.ConnectAsync(user, options =>
        {
            (options.Username, options.Password, options.Storage) = (null, null, storage);
            options.Tokens = async _ =>
            {
                asked++;
                var answer = await LoginAsync(user);
                first = answer.RefreshToken;
                return ChatTokens.From(answer) with { ExpiresIn = TimeSpan.FromSeconds(0.2) };
            };
        });

        await Eventually.TrueAsync(async () => (await storage.ReadAsync("session")).Values.Any(text => !text.Contains(first)), "it is renewed, and the next token is kept");

        await (await chat.JoinAsync("general")).SendAsync("renewed");
        asked.Should().Be(1);
    }

    [Fact]
    public async Task AfterALogoutItStaysAwayAndWhatIsAskedOfItSaysWhy()
    {
        var user = await server.NewUserAsync();
        await using var chat = await server.ChatAsync(user);
        await using var events = new SeenEvents(chat);
        var room = await chat.JoinAsync("general");

        await chat.LogoutAsync();

        await events.SeesAsync<SessionEnded>(ended => ended.Reason == "logout");
        await events.SeesAsync<ConnectionChanged>(changed => changed.State == ChatConnectionState.Ended);
        chat.State.Should().Be(ChatConnectionState.Ended);
        (await FluentActions.Awaiting(() => room.SendAsync("too late")).Should().ThrowAsync<ChatException>()).Which.Code.Should().Be("logout");
        (await FluentActions.Awaiting(() => room.LoadOlderAsync()).Should().ThrowAsync<ChatException>()).Which.Code.Should().Be("logout");
        events.All.OfType<ConnectionChanged>().Should().ContainSingle();
    }

    [Fact]
    public async Task ASendThatIsTooFastWaitsAsLongAsItIsToldAndSettles()
    {
        await using var slow = ChatServer.Start(new() { ["Limits:MessagesPerSecond"] = "5", ["Limits:MessageBurst"] = "3" });
        await using var chat = await slow.ChatAsync(await slow.NewUserAsync());
        var room = await chat.JoinAsync("general");

        await Task.WhenAll(Enumerable.Range(1, 10).Select(number => room.SendAsync($"number {number}")));

        room.Texts().Should().Equal(Enumerable.Range(1, 10).Select(number => $"number {number}"));
    }

    [Fact]
    public async Task AnAppHasItAmongItsServices()
    {
        var user = await server.NewUserAsync();
        var services = new ServiceCollection().AddChatHub(options => (options.Url, options.Username, options.Password) = (server.Url, user.Username, ChatServer.Password));
        ChatClient chat;
        await using (var provider = services.BuildServiceProvider())
        {
            var clients = provider.GetRequiredService<ChatClientProvider>();
            chat = await clients.GetAsync();
            (await clients.GetAsync()).Should().BeSameAs(chat);
            (await chat.JoinAsync("general")).IsFollowed.Should().BeTrue();
        }

        chat.State.Should().Be(ChatConnectionState.Ended);
    }

    private async Task<LoginAnswer> LoginAsync(TestUser user)
    {
        using var http = server.NewHttp();
        var answer = await http.PostAsJsonAsync("/login", new { username = user.Username, password = ChatServer.Password });
        return (await answer.Content.ReadFromJsonAsync<LoginAnswer>(ClientJson.Wire))!;
    }
}
