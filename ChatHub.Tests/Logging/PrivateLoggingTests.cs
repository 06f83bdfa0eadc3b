using System.Net;
using System.Net.Http.Json;
using System.Text;
using ChatHub.Tests.Support;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace ChatHub.Tests.Logging;

/// <summary>Even at the finest level, no log tells what people say or how they get in.</summary>
public sealed class PrivateLoggingTests : IAsyncLifetime, IDisposable
{
    private const string Said = "quetzal-in-a-message";

    private readonly LogRecorder _logs = new();
    private ChatServer? _server;
    private TestUser _user = null!;

    [Theory]
    [InlineData(WireProtocol.Json, HttpTransportType.WebSockets)]
    [InlineData(WireProtocol.MessagePack, HttpTransportType.WebSockets)]
    [InlineData(WireProtocol.Json, HttpTransportType.ServerSentEvents)]
    [InlineData(WireProtocol.MessagePack, HttpTransportType.LongPolling)]
    public async Task ATokenInTheQueryAndAMessageOverTheHubAreNotLogged(WireProtocol protocol, HttpTransportType transport)
    {
        // As browsers connect: the token stands in the query, of the negotiation, too.
        var url = new Uri(_server!.Url, $"/hubs/chat?access_token={_user.Token}");
        var builder = new HubConnectionBuilder().WithUrl(url, transport);
        if (protocol == WireProtocol.MessagePack)
            builder.AddMessagePackProtocol();
        await using (var connection = builder.Build())
        {
            await connection.StartAsync();
            await connection.InvokeAsync<object>("JoinRoom", new Dictionary<string, object> { ["room"] = "general" });
            await connection.InvokeAsync<object>("SendMessage", new Dictionary<string, object> { ["room"] = "general", ["text"] = Said });
            await connection.InvokeAsync<object>("EditMessage", new Dictionary<string, object> { ["room"] = "general", ["id"] = 3, ["text"] = $"{Said} again" });
            await FluentActions.Awaiting(() => connection.InvokeAsync<object>("SendMessage", new Dictionary<string, object> { ["room"] = "nowhere", ["text"] = Said }))
                .Should().ThrowAsync<HubException>();
            await FluentActions.Awaiting(() => connection.InvokeAsync<object>("SendMessage", Said)).Should().ThrowAsync<HubException>();
            await FluentActions.Awaiting(() => connection.InvokeAsync<object>("NoSuchMethod", Said)).Should().ThrowAsync<HubException>();
        }

        await ShouldHaveLoggedNoneOf(_user.Token, Said, ChatServer.Password);
        _logs.Entries.Should().NotContain(entry => entry.StartsWith("Error ", StringComparison.Ordinal) || entry.Contains("HubException", StringComparison.Ordinal),
            "a refusal is the client's affair, and may come as often as a client likes");
    }

    [Fact]
    public async Task WhatComesOverHttpIsNotLogged()
    {
        const string typo = "almost the password";
        using var http = _server!.NewHttp();

        await http.PostAsJsonAsync("/login", new { username = _user.Username, password = typo });
        await http.PostAsJsonAsync("/signup", new { username = _user.Username, password = typo });
        await http.PostAsJsonAsync("/signup", new { username = new[] { 1 }, password = typo });
        await http.PostAsync(new Uri("/login", UriKind.Relative), new StringContent($"{{ \"password\": \"{typo}\", ", Encoding.UTF8, "application/json"));
        (await _user.Http.PutAsync(new Uri($"/rooms/general/members/{_user.Username}", UriKind.Relative), JsonContent.Create(new { }))).EnsureSuccessStatusCode();
        (await _user.Http.PostAsJsonAsync("/rooms/general/messages", new { text = Said })).StatusCode.Should().Be(HttpStatusCode.Created);
        (await _user.Http.GetStringAsync(new Uri("/rooms/general/messages", UriKind.Relative))).Should().Contain(Said);
        (await _user.Http.PatchAsJsonAsync("/rooms/general/messages/3", new { text = $"{Said} again" })).EnsureSuccessStatusCode();
        (await _user.Http.GetStringAsync(new Uri($"/search?q={Said}", UriKind.Relative))).Should().Contain("again");
        await http.GetAsync(new Uri($"/hubs/chat?access_token={_user.Token}x", UriKind.Relative));
        await http.GetAsync(new Uri($"/hubs/chat/nowhere?access_token={_user.Token}", UriKind.Relative));
        await http.GetAsync(new Uri($"/me?access_token={_user.Token}", UriKind.Relative));

        await ShouldHaveLoggedNoneOf(_user.Token, Said, ChatServer.Password, typo);
    }

    public async Task InitializeAsync()
    {
        _server = ChatServer.Start([], logs: _logs);
        _user = await _server.NewUserAsync();
    }

    public async Task DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        _server = null;
    }

    public void Dispose() => _logs.Dispose();

    private async Task ShouldHaveLoggedNoneOf(params string[] secrets)
    {
        // What is logged after an answer has been sent is waited for by ending the server.
        await DisposeAsync();
        _logs.Entries.Should().Contain(entry => entry.StartsWith("Trace ", StringComparison.Ordinal), "nothing was held back by the level");
        foreach (var secret in secrets)
            _logs.Entries.Where(entry => entry.Contains(secret, StringComparison.Ordinal)).Should().BeEmpty();
    }
}
