using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Faults;

/// <summary>Two people in a room of a server to which something happens, and all that must hold then.</summary>
public sealed class FaultScene : IAsyncDisposable
{
    private const string Room = "general";
    private const int AtOnce = 8;

    private readonly ServerProcess _server;
    private readonly HubClient _sending;
    private readonly HubClient _reading;
    private readonly HttpClient _http;
    private readonly ConcurrentDictionary<string, long> _receipts = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _refused = new();

    private FaultScene(ServerProcess server, HubClient sending, HubClient reading, HttpClient http) => (_server, _sending, _reading, _http) = (server, sending, reading, http);

    public static async Task<FaultScene> SetAsync(ServerProcess server)
    {
        var (sender, reader) = (await server.SignInAsync("sender"), await server.SignInAsync("reader"));
        var http = new HttpClient { BaseAddress = server.Url, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", sender) } };
        var scene = new FaultScene(server, await HubClient.ConnectAsync(server.Url, sender), await HubClient.ConnectAsync(server.Url, reader), http);
        await scene._sending.JoinAsync(Room);
        await scene._reading.JoinAsync(Room);
        (await scene.SendAsync("before")).Should().Be("ok");
        return scene;
    }

    /// <summary>Asserts that everything that writes is refused as <c>unavailable</c>, and that everything else works.</summary>
    public async Task IsRefusedEverywhereAsync()
    {
        // A little may still fit.
        var sent = 0;
        await Eventually.TrueAsync(async () => await SendAsync(string.Create(CultureInfo.InvariantCulture, $"within {sent++}")) == "unavailable", "the first write was refused");
        await IsUnavailableAsync(_http.PostAsJsonAsync($"/rooms/{Room}/messages", new { text = new string('x', 4000) }));
        await IsUnavailableAsync(_http.PostAsJsonAsync("/signup", new { username = "newcomer", password = ChatServer.Password }));
        await IsUnavailableAsync(_http.PostAsJsonAsync("/login", new { username = "reader", password = ChatServer.Password }));
        await Eventually.TrueAsync(async () => await ReadHealth.OfDatabaseAsync(_server.Url) == (HttpStatusCode.OK, "degraded"), "health says so");

        var history = await _http.GetJsonAsync($"/rooms/{Room}/messages?limit=200");
        history.GetProperty("items").GetArrayLength().Should().Be(_receipts.Count, "history is read, and holds what was acknowledged");
        (await _http.GetJsonAsync("/me")).GetProperty("username").GetString().Should().Be("sender");
        (await _http.GetJsonAsync("/search?q=before")).GetProperty("items").GetArrayLength().Should().Be(1);
        (await _reading.JoinAsync(Room)).GetProperty("head").GetInt64().Should().Be(_receipts.Values.Max());
        await _reading.SeesSeqAsync(_receipts.Values.Max());
        await using var late = await HubClient.ConnectAsync(_server.Url, _http.DefaultRequestHeaders.Authorization!.Parameter!);
        (await late.JoinAsync(Room)).GetProperty("from").GetInt64().Should().Be(1, "members still come in");
    }

    /// <summary>Sends several messages at a time, and the next as soon as they are answered; asserts that each is refused as <c>unavailable</c>.</summary>
    public async Task RefusesManyAtOnceAsync(Func<bool> isOver)
    {
        for (var round = 0; round == 0 || !isOver(); round++)
        {
            var outcomes = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(number => SendAsync(string.Create(CultureInfo.InvariantCulture, $"round {round} {number}"))));
            outcomes.Should().OnlyContain(outcome => outcome == "unavailable");
        }
    }

    /// <summary>Asserts that all works again, that what was refused can be sent again, and that nothing else is there.</summary>
    public async Task HasRecoveredAsync()
    {
        await Eventually.TrueAsync(async () => await ReadHealth.OfDatabaseAsync(_server.Url) == (HttpStatusCode.OK, "ok"), "health says so, though nobody writes");
        foreach (var key in _refused.ToList())
            (await SendAsync(key)).Should().Be("ok");
        (await _http.PostAsJsonAsync("/signup", new { username = "newcomer", password = ChatServer.Password })).StatusCode.Should().Be(HttpStatusCode.Created, "the first try has left nothing");
        (await _http.PostAsJsonAsync("/login", new { username = "reader", password = ChatServer.Password })).StatusCode.Should().Be(HttpStatusCode.OK);

        await _reading.SeesSeqAsync(_receipts.Values.Max());
        _reading.Seqs().Should().Equal(Enumerable.Range(1, (int)_receipts.Values.Max()).Select(seq => (long)seq), "the connection lived through it");
        var posted = _reading.Events.Where(entry => entry.GetProperty("type").GetString() == "message.posted").ToDictionary(
            entry => entry.GetProperty("message").GetProperty("clientMessageId").GetString()!, entry => entry.GetProperty("seq").GetInt64(), StringComparer.Ordinal);
        posted.Should().BeEquivalentTo(_receipts);
    }

    public async ValueTask DisposeAsync()
    {
        await _sending.DisposeAsync();
        await _reading.DisposeAsync();
        _http.Dispose();
    }

    private async Task<string> SendAsync(string name)
    {
        var key = name.Replace(' ', '-');
        var call = new { room = Room, text = $"{name} {new string('x', 3000)}", clientMessageId = key };
        var outcome = await _sending.OutcomeOfAsync("SendMessage", call, receipt => _receipts[key] = receipt.GetProperty("id").GetInt64());
        if (outcome != "ok")
            _refused.Enqueue(name);
        return outcome;
    }

    private static async Task IsUnavailableAsync(Task<HttpResponseMessage> call)
    {
        using var answer = await call;
        await answer.ShouldBeAsync(503, "unavailable");
        answer.Headers.RetryAfter!.Delta.Should().BePositive();
    }
}
