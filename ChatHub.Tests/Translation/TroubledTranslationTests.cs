using System.Net;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Translation;

/// <summary>Whatever a provider does, originals flow, what is shown is true, nothing secret leaks, and what failed comes later.</summary>
public sealed class TroubledTranslationTests : IAsyncLifetime, IDisposable
{
    private const int Messages = 12;
    private const string Secret = "quetzalcoatl";
    private const string Key = "key-that-nobody-may-see";

    private readonly LogRecorder _logs = new();
    private FakeProvider _provider = null!;
    private ChatServer _server = null!;
    private HubClient _writing = null!;
    private HubClient _reading = null!;

    public static TheoryData<string> Kinds => ["hangs", "500", "429", "garbage", "10 MB", "half a body", "stopped"];

    public async Task InitializeAsync()
    {
        _provider = await FakeProvider.StartAsync(FakeWires.LibreTranslate);
        var settings = new Dictionary<string, string>
        {
            ["Translation:Provider"] = "LibreTranslate",
            ["Translation:Endpoint"] = _provider.Url.ToString(),
            ["Translation:ApiKey"] = Key,
            ["Translation:TimeoutSeconds"] = "1",
        };
        _server = ChatServer.Start(settings, logs: _logs);
        _writing = await _server.ConnectAsync(await _server.NewUserAsync(language: "en"));
        _reading = await _server.ConnectAsync(await _server.NewUserAsync(language: "es"));
        await _writing.JoinAsync("general");
        await _reading.JoinAsync("general");
    }

    public async Task DisposeAsync()
    {
        await _writing.DisposeAsync();
        await _reading.DisposeAsync();
        await _server.DisposeAsync();
        await _provider.DisposeAsync();
    }

    public void Dispose() => _logs.Dispose();

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task OriginalsFlowAndWhatFailedComesOnceTheProviderIsWell(string kind)
    {
        await BeginAsync(kind);

        var ids = new List<long>();
        for (var number = 0; number < Messages; number++)
            ids.Add(await _writing.SaysAsync("general", $"{Secret} says {number}"));

        await _reading.SeesSeqAsync(ids[^1]);
        foreach (var id in ids)
            (await _reading.SeesPatchAsync(id, "failed")).Text.Should().BeNull();
        await Eventually.TrueAsync(async () => await HealthAsync() == "degraded", "the trouble showed");
        var during = await _writing.SaysAsync("general", $"{Secret} still flows");
        await _reading.SeesSeqAsync(during);

        await EndAsync(kind);
        foreach (var id in ids.Append(during))
            (await _reading.SeesPatchAsync(id)).Text.Should().Be($"es({Original(id).ToUpperInvariant()})");

        await Eventually.TrueAsync(async () => await HealthAsync() == "ok", "the recovery showed");
        _reading.Translations().Select(patch => patch.Tseq).Should().Equal(Enumerable.Range(1, _reading.Translations().Count).Select(tseq => (long)tseq));
        ids.Should().OnlyContain(id => _reading.PatchesOf(id).Count == 2, "that it failed again is no news");
        _logs.Entries.Should().Contain(entry => entry.Contains("failed to translate", StringComparison.Ordinal), "the operator is told");
        foreach (var word in new[] { Secret, Secret.ToUpperInvariant(), Key })
            _logs.Entries.Should().NotContain(entry => entry.Contains(word, StringComparison.Ordinal));
    }

    private string Original(long id) => _reading.Events.First(entry => entry.GetProperty("seq").GetInt64() == id).GetProperty("message").GetProperty("text").GetString()!;

    private Task BeginAsync(string kind)
    {
        if (kind == "stopped")
            return _provider.StopAsync();
        _provider.Trouble = kind switch
        {
            "hangs" => Troubles.Hang,
            "500" => Troubles.Status(500),
            "429" => Troubles.Status(429, "1"),
            "garbage" => Troubles.Garbage,
            "10 MB" => Troubles.TenMegabytes,
            _ => Troubles.HalfABody,
        };
        return Task.CompletedTask;
    }

    private Task EndAsync(string kind)
    {
        _provider.Trouble = null;
        return kind == "stopped" ? _provider.StartAgainAsync() : Task.CompletedTask;
    }

    private async Task<string?> HealthAsync()
    {
        using var http = _server.NewHttp();
        var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        return (await answer.JsonAsync()).GetProperty("status").GetString();
    }
}
