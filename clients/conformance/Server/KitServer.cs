using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace ChatHub.Conformance.Server;

/// <summary>A real ChatHub within this process: on loopback, with its data in a temporary directory, the pseudo translator, a clock that can be set forward, and no limits but those that are asked for.</summary>
public sealed class KitServer : IAsyncDisposable
{
    private static readonly string[] Limits =
        ["MessagesPerSecond", "LoginAttemptsPerMinute", "SignupsPerHour", "ConnectionsPerUser", "ConnectionsPerAddress", "InvocationsPerSecond", "FollowedRooms", "RoomsPerUser"];

    private readonly string _directory = Directory.CreateTempSubdirectory("chathub-conformance-").FullName;
    private readonly ForwardClock _clock = new();
    private readonly IReadOnlyDictionary<string, string> _settings;
    private readonly SemaphoreSlim _entrance = new(1);
    private WebApplicationFactory<Program> _factory;

    private KitServer(IReadOnlyDictionary<string, string> settings)
    {
        _settings = settings;
        _factory = Start();
    }

    public Uri Url => _factory.ClientOptions.BaseAddress;

    public static KitServer Start(IReadOnlyDictionary<string, string> settings) => new(settings);

    /// <summary>Makes somebody an account and signs them in, one after the other: the server hashes one password at a time, and refuses who waits for that for long.</summary>
    /// <param name="username">Not taken yet.</param>
    public async Task<Person> LetInAsync(string username)
    {
        await _entrance.WaitAsync();
        try
        {
            return await Person.SignUpAsync(() => Url, username);
        }
        finally
        {
            _entrance.Release();
        }
    }

    /// <summary>Sets the wall clock forward, so that tokens expire; timers stay real.</summary>
    public void SetForward(TimeSpan by) => _clock.SetForward(by);

    /// <summary>Stops it as an operator would, with everything that it says to its clients.</summary>
    public async Task StopAsync() => await _factory.DisposeAsync();

    /// <summary>Starts it again after a stop, with the same data and at another port.</summary>
    public void StartAgain() => _factory = Start();

    public async ValueTask DisposeAsync()
    {
        await _factory.DisposeAsync();
        _entrance.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private WebApplicationFactory<Program> Start()
    {
        var factory = new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
        {
            host.UseEnvironment("Production");
            host.UseSetting("urls", "http://127.0.0.1:0");
            host.UseSetting("DataDirectory", _directory);
            host.UseSetting("Auth:BcryptWorkFactor", "10");
            host.UseSetting("Translation:Provider", "Pseudo");
            foreach (var limit in Limits)
                host.UseSetting($"Limits:{limit}", "0");
            foreach (var (key, value) in _settings)
                host.UseSetting(key, value);
            host.ConfigureLogging(logging => logging.ClearProviders());
            host.ConfigureServices(services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(_clock)));
        });
        factory.UseKestrel();
        factory.StartServer();
        return factory;
    }

    private sealed class ForwardClock : TimeProvider
    {
        private long _ticks;

        public void SetForward(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref _ticks));
    }
}
