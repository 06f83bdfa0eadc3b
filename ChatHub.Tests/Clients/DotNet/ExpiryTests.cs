using System.Net.Http.Json;
using ChatHub.Client;
using ChatHub.Contracts;
using ChatHub.Tests.Support;
using Microsoft.AspNetCore.Http.Connections;

namespace ChatHub.Tests.Clients.DotNet;

/// <summary>The .NET client and tokens that really expire, by the server's clock.</summary>
public sealed class ExpiryTests : IAsyncLifetime
{
    private readonly ShiftedTime _clock = new();
    private readonly ChatServer _server;

    public ExpiryTests() => _server = ChatServer.Start([], _clock.Replace);

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _server.DisposeAsync().AsTask();

    [Fact]
    public async Task AConnectionOutlivesTheTokenThatItBeganWith()
    {
        var user = await _server.NewUserAsync();
        await using var witness = await _server.ConnectAsync(user);
        var asked = 0;
        await using var chat = await _server.ConnectAsync(user, options =>
        {
            (options.Username, options.Password) = (null, null);
            options.Tokens = async cancel =>
            {
                asked++;
                using var http = _server.NewHttp();
                var answer = await http.PostAsJsonAsync("/login", new { username = user.Username, password = ChatServer.Password }, cancel);
                return ChatTokens.From((await answer.Content.ReadFromJsonAsync<LoginAnswer>(ClientJson.Wire, cancel))!) with { RefreshToken = null, ExpiresIn = TimeSpan.FromSeconds(1) };
            };
        });
        await using var events = new SeenEvents(chat);

        // An hour is a token's life.
        foreach (var _ in Enumerable.Range(0, 4))
        {
            var before = asked;
            _clock.Shift(TimeSpan.FromMinutes(20));
            await Eventually.TrueAsync(() => asked >= before + 2, "the one that was asked for after that is handed over");
        }

        await Eventually.TrueAsync(() => witness.CallsOf("SessionEnded").Count > 0, "the server has ended a connection of the same age");
        events.All.OfType<ConnectionChanged>().Should().BeEmpty();
        await (await chat.JoinAsync("general")).SendAsync("still here");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ATokenThatExpiredWhileTheNetworkWasAwayIsRenewed(bool skipsNegotiation)
    {
        await using var proxy = new DroppingProxy(_server.Url);
        await using var chat = await ChatClients.ConnectAsync(await _server.NewUserAsync(), proxy.Url, options => options.ConfigureConnection = http =>
        {
            http.SkipNegotiation = skipsNegotiation;
            http.Transports = HttpTransportType.WebSockets;
        });
        await using var events = new SeenEvents(chat);
        proxy.IsOpen = false;
        proxy.CutAll();
        await events.SeesAsync<ConnectionChanged>(changed => changed.State == ChatConnectionState.Connecting);

        _clock.Shift(TimeSpan.FromHours(2));
        proxy.IsOpen = true;

        await events.SeesAsync<ConnectionChanged>(changed => changed.State == ChatConnectionState.Connected);
    }
}
