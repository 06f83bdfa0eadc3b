using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using ChatHub.Tests.Support.Secrets;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatHub.Tests.Support;

/// <summary>
/// A whole ChatHub within the test's process: its own Kestrel port on loopback, its own migrated SQLite file in a temporary directory.
/// Limits are off unless a test sets them. It logs everything, and what it logs is looked at for secrets: to end it throws if there were any.
/// </summary>
public sealed class ChatServer : IAsyncLifetime, IAsyncDisposable
{
    public const string Password = "correct horse battery";

    private static int _users;

    private readonly WebApplicationFactory<Program> _factory;
    private readonly TemporaryDirectory _directory = new();
    private readonly SecretWatch _watch = new();

    public ChatServer()
        : this([])
    {
    }

    private ChatServer(Dictionary<string, string> settings, Action<IServiceCollection>? services = null, ILoggerProvider? logs = null, bool isWatched = true)
    {
        DataDirectory = settings.GetValueOrDefault("DataDirectory", _directory.Path);
        _factory = new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
        {
            host.UseEnvironment("Production");
            host.UseSetting("urls", "http://127.0.0.1:0");
            host.UseSetting("DataDirectory", _directory.Path);
            host.UseSetting("Auth:BcryptWorkFactor", "10");
            foreach (var limit in new[] { "MessagesPerSecond", "LoginAttemptsPerMinute", "SignupsPerHour", "ConnectionsPerUser", "ConnectionsPerAddress", "InvocationsPerSecond", "FollowedRooms", "RoomsPerUser" })
                host.UseSetting($"Limits:{limit}", "0");
            // A minimum level would not do: the levels of appsettings.json beat it.
            foreach (var category in isWatched || logs is not null ? new[] { "Default", "Microsoft" } : [])
                host.UseSetting($"Logging:LogLevel:{category}", "Trace");
            host.UseSetting("Logging:CaptureScopes", "true");
            foreach (var (key, value) in settings)
                host.UseSetting(key, value);
            host.ConfigureLogging(logging =>
            {
                logging.ClearProviders();
                if (isWatched)
                    logging.AddProvider(_watch);
                if (logs is not null)
                    logging.AddProvider(logs);
            });
            if (services is not null)
                host.ConfigureServices(services);
        });
        _factory.UseKestrel();
        _factory.StartServer();
        Url = _factory.ClientOptions.BaseAddress;
    }

    /// <summary>A server of the test's own, with settings, services in the place of its own, or a look at all that it logs.</summary>
    /// <param name="settings">By their keys.</param>
    /// <param name="services">Registers others.</param>
    /// <param name="logs">Gets all that is logged.</param>
    /// <param name="isWatched">Whether what is logged is looked at for secrets.</param>
    public static ChatServer Start(Dictionary<string, string> settings, Action<IServiceCollection>? services = null, ILoggerProvider? logs = null, bool isWatched = true)
        => new(settings, services, logs, isWatched);

    /// <summary>Where the server listens.</summary>
    public Uri Url { get; }

    public string DataDirectory { get; }

    /// <summary>The server's own services, for looking at what is behind the wire.</summary>
    public IServiceProvider Services => _factory.Services;

    /// <summary>A client without an account.</summary>
    public HttpClient NewHttp() => new(new SecretHandler()) { BaseAddress = Url };

    /// <summary>A client without an account at another address of this machine.</summary>
    public HttpClient NewHttpFrom(IPAddress address) => new(new SecretHandler(new SocketsHttpHandler
    {
        UseCookies = false,
        ConnectCallback = async (context, cancel) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.Bind(new IPEndPoint(address, 0));
            await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        },
    }))
    {
        BaseAddress = Url,
    };

    /// <summary>Signs a new user up and in; a name is made unless one is given.</summary>
    public async Task<TestUser> NewUserAsync(string? username = null, string? language = null)
    {
        username ??= $"user{Interlocked.Increment(ref _users)}";
        using var http = NewHttp();
        (await http.PostAsJsonAsync("/signup", new { username, password = Password, language })).EnsureSuccessStatusCode();
        return await SignInAsync(username);
    }

    /// <summary>Signs someone in who has an account.</summary>
    public async Task<TestUser> SignInAsync(string username)
    {
        var http = NewHttp();
        var login = await http.PostAsJsonAsync("/login", new { username, password = Password });
        var answer = await login.Content.ReadFromJsonAsync<JsonElement>();
        var token = answer.GetProperty("accessToken").GetString()!;
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return new TestUser(username, token, http) { RefreshToken = answer.GetProperty("refreshToken").GetString()! };
    }

    /// <summary>The user with a token that outlives whatever a test does to the clock: signed with the server's own key, by hand.</summary>
    public TestUser WithLastingToken(TestUser user)
    {
        using var key = Jwt.KeyOf(this);
        var token = Jwt.Parse(user.Token);
        token.Payload["exp"] = DateTimeOffset.UtcNow.AddYears(1).ToUnixTimeSeconds();
        var lasting = token.Sign(key);
        var http = NewHttp();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", lasting);
        return user with { Token = lasting, Http = http };
    }

    /// <summary>A connected hub client of the user.</summary>
    public Task<HubClient> ConnectAsync(TestUser user, WireProtocol protocol = WireProtocol.Json, string? language = null)
        => HubClient.ConnectAsync(Url, user.Token, protocol, language);

    public async ValueTask DisposeAsync()
    {
        await _factory.DisposeAsync();
        _directory.Dispose();
        _watch.ThrowIfLeaked();
    }

    Task IAsyncLifetime.InitializeAsync() => Task.CompletedTask;

    // xunit disposes of a fixture by this interface only.
    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();
}

/// <summary>Someone with an account, signed in; <see cref="Http"/> carries the token.</summary>
public sealed record TestUser(string Username, string Token, HttpClient Http)
{
    /// <summary>What the login gave for renewing the session.</summary>
    public string RefreshToken { get; init; } = "";
}
