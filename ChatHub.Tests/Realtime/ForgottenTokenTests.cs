using ChatHub.Tests.Support;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace ChatHub.Tests.Realtime;

/// <summary>A connection's request, which is kept for as long as the connection, has no token any more, and all the rest.</summary>
public sealed class ForgottenTokenTests : IAsyncLifetime
{
    private readonly Requests _requests = new();
    private readonly ChatServer _server;

    public ForgottenTokenTests() => _server = ChatServer.Start([], services => services.Configure<HubOptions>(hub => hub.AddFilter(_requests)));

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData(HttpTransportType.WebSockets)]
    [InlineData(HttpTransportType.ServerSentEvents)]
    [InlineData(HttpTransportType.LongPolling)]
    public async Task ATokenInTheQueryIsForgottenAndTheRestIsNot(HttpTransportType transport)
    {
        var user = await _server.NewUserAsync();

        var request = await ConnectAsync(new Uri(_server.Url, $"/hubs/chat?language=de&Access_Token={user.Token}&more=a%26b"), transport, token: null);

        request.Texts.Should().NotContain(text => text.Contains(user.Token, StringComparison.Ordinal));
        request.Query.Should().Contain("language=de").And.Contain("more=a%26b").And.Contain("id=");
        request.Username.Should().Be(user.Username);
    }

    [Theory]
    [InlineData(HttpTransportType.WebSockets)]
    [InlineData(HttpTransportType.LongPolling)]
    public async Task ATokenInTheHeaderIsForgotten(HttpTransportType transport)
    {
        var user = await _server.NewUserAsync();

        var request = await ConnectAsync(new Uri(_server.Url, "/hubs/chat?language=de"), transport, user.Token);

        request.Texts.Should().NotContain(text => text.Contains(user.Token, StringComparison.Ordinal));
        request.Query.Should().Contain("language=de");
        request.Username.Should().Be(user.Username);
    }

    private async Task<Kept> ConnectAsync(Uri url, HttpTransportType transport, string? token)
    {
        await using var connection = new HubConnectionBuilder().WithUrl(url, transport, http => http.AccessTokenProvider = () => Task.FromResult(token)).Build();
        await connection.StartAsync();
        await connection.InvokeAsync<object>("JoinRoom", new Dictionary<string, object> { ["room"] = "general" });
        return _requests.Last!;
    }

    /// <param name="Texts">All in which a token may stand.</param>
    /// <param name="Query">The query as it stands.</param>
    /// <param name="Username">Whose connection it is.</param>
    private sealed record Kept(IReadOnlyList<string> Texts, string Query, string? Username);

    private sealed class Requests : IHubFilter
    {
        public Kept? Last { get; private set; }

        public ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
        {
            var http = invocationContext.Context.GetHttpContext()!;
            var (request, query) = (http.Request, http.Request.QueryString.ToString());
            string[] texts = [query, http.Features.Get<IHttpRequestFeature>()!.RawTarget, .. request.Query.Select(pair => $"{pair.Key}={pair.Value}"), .. request.Headers.Select(header => $"{header.Key}: {header.Value}")];
            Last = new Kept(texts, query, invocationContext.Context.User?.FindFirst("name")?.Value);
            return next(invocationContext);
        }
    }
}
