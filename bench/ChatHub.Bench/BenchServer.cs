using ChatHub.Domain.Accounts;
using ChatHub.Domain.Accounts.Throttling;
using ChatHub.Domain.Limits;
using ChatHub.Domain.Log;
using ChatHub.Domain.Messages;
using ChatHub.Domain.Rooms;
using ChatHub.Domain.Search;
using ChatHub.Domain.Translation;
using ChatHub.Infrastructure;
using ChatHub.Infrastructure.Database;
using ChatHub.Infrastructure.Database.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChatHub.Bench;

/// <summary>The product's own services on a fresh database in a temporary directory, without the wire.</summary>
internal sealed class BenchServer : IAsyncDisposable
{
    private readonly DirectoryInfo _directory = System.IO.Directory.CreateTempSubdirectory("chathub-bench-");
    private IHost _host;

    private BenchServer() => _host = MakeHost();

    public StatementLog Statements { get; } = new();

    public string DatabasePath => Path.Combine(_directory.FullName, "chathub.db");

    public MessageService Messages => _host.Services.GetRequiredService<MessageService>();

    public HistoryService History => _host.Services.GetRequiredService<HistoryService>();

    public IRoomLog Log => _host.Services.GetRequiredService<IRoomLog>();

    public IRoomDirectory Directory => _host.Services.GetRequiredService<IRoomDirectory>();

    public RoomService Rooms => _host.Services.GetRequiredService<RoomService>();

    public MembershipService Members => _host.Services.GetRequiredService<MembershipService>();

    public SearchService Search => _host.Services.GetRequiredService<SearchService>();

    public static async Task<BenchServer> StartAsync()
    {
        var server = new BenchServer();
        await server._host.StartAsync();
        return server;
    }

    /// <summary>Stops, lets somebody else have the file (whose path it is told), and starts again.</summary>
    public async Task RestartAsync(Action<string> whileStopped)
    {
        await _host.StopAsync();
        _host.Dispose();
        SqliteConnection.ClearAllPools();
        whileStopped(DatabasePath);
        _host = MakeHost();
        await _host.StartAsync();
    }

    /// <summary>A member of <c>general</c>.</summary>
    public async Task<Caller> NewMemberAsync(string name)
    {
        _ = Username.TryParse(name, out var username);
        var user = await _host.Services.GetRequiredService<IUserStore>().AddAsync(username, name, language: null, "no password", DateTimeOffset.UtcNow);
        var caller = new Caller(user!.Id, user.Username, "no session");
        await Members.JoinAsync(caller, RoomName.General, CancellationToken.None);
        return caller;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        _directory.Delete(recursive: true);
    }

    private IHost MakeHost()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services
            .AddSingleton(TimeProvider.System)
            .AddSingleton(new DataDirectory(_directory.FullName))
            .AddSingleton(new AuthOptions())
            .AddSingleton(new DatabaseOptions())
            .AddSingleton(new LimitOptions { MessagesPerSecond = 0, RoomsPerUser = 0 })
            .AddSingleton(new TranslationOptions())
            .AddSingleton<ITranslationAudience, NoAudience>()
            .AddSingleton<TranslationLanguages>()
            .AddSingleton<TranslationRules>()
            .AddSingleton<TranslationRequests>()
            .AddSingleton<TranslationService>()
            .AddSingleton<MessageService>()
            .AddSingleton<VisibleRooms>()
            .AddSingleton<HistoryService>()
            .AddSingleton<Operators>()
            .AddSingleton<LoginThrottle>()
            .AddSingleton<SessionService>()
            .AddSingleton<MembershipService>()
            .AddSingleton<RoomService>()
            .AddSingleton<SearchService>()
            .AddInfrastructure(new TranslationOptions())
            .ConfigureDbContext<SqliteContext>(options => options.AddInterceptors(Statements));
        return builder.Build();
    }

    private sealed class NoAudience : ITranslationAudience
    {
        public IReadOnlyCollection<string> GetLanguages(long roomId) => [];
    }
}
