using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ChatHub.Bench.Servers;

namespace ChatHub.Bench.Translating;

/// <summary>A setting with a server of its own, which runs on from turn to turn, and the provider behind it.</summary>
internal sealed class Candidate : IAsyncDisposable
{
    /// <summary>Before what counts: presence settles, and the processor's caches are this server's.</summary>
    public static readonly TimeSpan LeadIn = TimeSpan.FromSeconds(1);

    private const int WarmUpReaders = 16;
    private const int WarmUpRate = 20;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly List<Figures> _rounds = [];
    private readonly Schedule _schedule = new();
    private readonly FakeLibre? _provider;
    private readonly ServerProcess _server;
    private readonly People _people;

    private Candidate(Setting setting, FakeLibre? provider, ServerProcess server, People people)
        => (Setting, _provider, _server, _people) = (setting, provider, server, people);

    public Setting Setting { get; }

    public IReadOnlyList<Figures> Rounds => _rounds;

    public IReadOnlyList<string> Errors => _server.Errors;

    /// <summary>With a provider that was well, and so is believed to be, and now is as the setting says.</summary>
    public static async Task<Candidate> StartAsync(Setting setting, int number, People people)
    {
        var provider = setting.HasProvider ? await FakeLibre.StartAsync() : null;
        string[] endpoint = provider is null ? [] : ["--Translation:Endpoint", provider.Url];
        var server = await ServerProcess.StartAsync(people.MakeDataDirectory(number), ["--Translation:Provider", setting.Provider, .. endpoint]);
        var candidate = new Candidate(setting, provider, server, people);
        if (provider is not null)
        {
            await candidate.WaitForLanguagesAsync();
            provider.Trouble = setting.Trouble;
            if (setting.StopsProvider)
                await provider.StopAsync();
        }

        await server.PauseAsync();
        return candidate;
    }

    /// <summary>With little load, so that all can do so at once: it is the number of calls, and time, after which .NET compiles a method anew.</summary>
    public Task WarmUpAsync(TimeSpan duration) => TakeTurnAsync(WarmUpReaders, crowd => crowd.RunAsync(_schedule, WarmUpRate, duration, Setting));

    public Task MeasureAsync(TimeSpan duration) => TakeTurnAsync(_people.Readers.Count, async crowd =>
    {
        await crowd.RunAsync(_schedule, Crowd.Rate, LeadIn, Setting);
        GC.Collect();
        var (cpu, requests) = (_server.ProcessorTime, _provider?.Requests ?? 0);
        var load = await crowd.RunAsync(_schedule, Crowd.Rate, duration, Setting);
        _rounds.Add(Figures.Of(load, _server.ProcessorTime - cpu, (_provider?.Requests ?? 0) - requests));
    });

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        if (_provider is not null)
            await _provider.DisposeAsync();
    }

    private async Task TakeTurnAsync(int readers, Func<Crowd, Task> run)
    {
        await _server.ResumeAsync();
        await using (var crowd = await Crowd.ConnectAsync(_server.Url, _people, readers))
            await run(crowd);
        await _server.PauseAsync();
    }

    private async Task WaitForLanguagesAsync()
    {
        using var http = new HttpClient { BaseAddress = _server.Url };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _people.Readers[0].Token);
        while ((await http.GetFromJsonAsync<JsonElement>("/languages")).GetProperty("items").GetArrayLength() != Languages.All.Count)
            await Task.Delay(Pause);
    }
}
