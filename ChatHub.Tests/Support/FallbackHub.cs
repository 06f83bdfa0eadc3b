using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Connections;

namespace ChatHub.Tests.Support;

/// <summary>One hub connection over server-sent events or long polling, spoken by hand: each request with the token that a test chooses.</summary>
public sealed class FallbackHub : IAsyncDisposable
{
    private readonly HttpClient _http;
    private readonly Uri _address;
    private readonly CancellationTokenSource _end = new();
    private Task _reading = Task.CompletedTask;
    private volatile string _received = "";
    private volatile bool _polls = true;

    private FallbackHub(HttpClient http, string id, string token) => (_http, _address, Token) = (http, AddressOf(id), token);

    /// <summary>What the next poll carries.</summary>
    public string Token { get; set; }

    /// <summary>All that the server said.</summary>
    public string Received => _received;

    /// <summary>Where the requests of the connection with this id go.</summary>
    public static Uri AddressOf(string id) => new($"/hubs/chat?id={Uri.EscapeDataString(id)}", UriKind.Relative);

    /// <summary>Asks for the id of a new connection.</summary>
    public static async Task<string> NegotiateAsync(TestUser user)
        => (await user.Http.PostAsync(new Uri("/hubs/chat/negotiate?negotiateVersion=1", UriKind.Relative), content: null).JsonAsync()).GetProperty("connectionToken").GetString()!;

    public static async Task<FallbackHub> OpenAsync(ChatServer server, TestUser user, HttpTransportType transport)
    {
        var hub = new FallbackHub(server.NewHttp(), await NegotiateAsync(user), user.Token);
        var first = await hub.RequestAsync(HttpMethod.Get, user.Token, isStream: transport == HttpTransportType.ServerSentEvents);
        first.EnsureSuccessStatusCode();
        hub._reading = transport == HttpTransportType.ServerSentEvents ? hub.ReadStreamAsync(first) : hub.PollAsync();
        (await hub.PostAsync(user.Token, """{"protocol":"json","version":1}""")).EnsureSuccessStatusCode();
        await Eventually.TrueAsync(() => hub.Received.Contains("{}\u001e", StringComparison.Ordinal), "the handshake succeeded");
        return hub;
    }

    /// <summary>One request for this connection.</summary>
    public async Task<HttpResponseMessage> RequestAsync(HttpMethod method, string token, string? frame = null, bool isStream = false)
    {
        using var request = new HttpRequestMessage(method, _address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (isStream)
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        if (frame is not null)
            request.Content = new StringContent(frame + '\u001e', Encoding.UTF8, "text/plain");
        return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, _end.Token);
    }

    public Task<HttpResponseMessage> PostAsync(string token, string frame) => RequestAsync(HttpMethod.Post, token, frame);

    /// <summary>Posts a call of a hub method.</summary>
    public Task<HttpResponseMessage> CallAsync(string token, string id, string method, object argument)
        => PostAsync(token, JsonSerializer.Serialize(new { type = 1, invocationId = id, target = method, arguments = new[] { argument } }));

    /// <summary>Waits for the success of a call.</summary>
    public Task SucceedsAsync(string id)
        => Eventually.TrueAsync(() => Received.Contains($$"""{"type":3,"invocationId":"{{id}}","result":""", StringComparison.Ordinal), $"call {id} succeeded");

    /// <summary>Waits for the answer to the poll under way, which this calls forth, and polls no more.</summary>
    public async Task StopPollingAsync()
    {
        _polls = false;
        (await CallAsync(Token, "last", "RenewToken", new { accessToken = Token })).EnsureSuccessStatusCode();
        await _reading;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _reading;
        _http.Dispose();
        _end.Dispose();
    }

    private async Task PollAsync()
    {
        try
        {
            while (_polls)
            {
                using var answer = await RequestAsync(HttpMethod.Get, Token);
                if (!answer.IsSuccessStatusCode)
                    return;
                _received += await answer.Content.ReadAsStringAsync(_end.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or HttpRequestException)
        {
            // The test has ended, or the server.
        }
    }

    private async Task ReadStreamAsync(HttpResponseMessage stream)
    {
        try
        {
            using var lines = new StreamReader(await stream.Content.ReadAsStreamAsync(_end.Token));
            while (await lines.ReadLineAsync(_end.Token) is { } line)
                _received += line.StartsWith("data: ", StringComparison.Ordinal) ? line["data: ".Length..] : "";
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The test has ended, or the server.
        }
    }
}
