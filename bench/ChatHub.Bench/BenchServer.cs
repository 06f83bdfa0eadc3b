using ChatHub.Domain.Accounts;
using ChatHub.Domain.Limits;
using ChatHub.Domain.Log;
using ChatHub.Domain.Messages;
using ChatHub.Domain.Rooms;
using ChatHub.Domain.Translation;
using ChatHub.Infrastructure;
using ChatHub.Infrastructure.Database;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChatHub.Bench;

/// <summary>The product's own services on a fresh database in a temporary directory, without the wire.</summary>
internal sealed class BenchServer : IAsyncDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("chathub-bench-");
    private readonly IHost _host;

    private BenchServer()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services
            .AddSingleton(TimeProvider.System)
            .AddSingleton(new DataDirectory(_directory.FullName))
            .AddSingleton(new AuthOptions())
            .AddSingleton(new DatabaseOptions())
            .AddSingleton(new LimitOptions())
            .AddSingleton(new TranslationOptions())
            .AddSingleton<ITranslationAudience, NoAudience>()
            .AddSingleton<MessageService>()
            .AddSingleton<VisibleRooms>()
            .AddSingleton<HistoryService>()
            .AddSingleton<MembershipService>()
            .AddInfrastructure(TranslationProvider.None);
        _host = builder.Build();
    }

    public string DatabasePath => Path.Combine(_directory.FullName, "chathub.db");

    public MessageService Messages => _host.Services.GetRequiredService<MessageService>();

    public HistoryService History => _host.Services.GetRequiredService<HistoryService>();

    public IRoomLog Log => _host.Services.GetRequiredService<IRoomLog>();

    public static async Task<BenchServer> StartAsync()
    {
        var server = new BenchServer();
        await server._host.StartAsync();
        return server;
    }

    /// <summary>A member of <c>general</c>.</summary>
    public async Task<Caller> NewMemberAsync(string name)
    {
        _ = Username.TryParse(name, out var username);
        var user = await _host.Services.GetRequiredService<IUserStore>().AddAsync(username, name, language: null, "no password", DateTimeOffset.UtcNow);
        var caller = new Caller(user!.Id, user.Username, "no session");
        await _host.Services.GetRequiredService<MembershipService>().JoinAsync(caller, RoomName.General, CancellationToken.None);
        return caller;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        _directory.Delete(recursive: true);
    }

    private sealed class NoAudience : ITranslationAudience
    {
        public IReadOnlyCollection<string> GetLanguages(long roomId) => [];

        public void Deliver(long roomId, TranslationPatch patch)
        {
        }
    }
}
