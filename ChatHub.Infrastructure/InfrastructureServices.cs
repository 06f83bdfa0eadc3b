using ChatHub.Domain.Accounts;
using ChatHub.Domain.Accounts.Throttling;
using ChatHub.Domain.Limits;
using ChatHub.Domain.Log;
using ChatHub.Domain.Messages;
using ChatHub.Domain.Nodes;
using ChatHub.Domain.Retention;
using ChatHub.Domain.Rooms;
using ChatHub.Domain.Search;
using ChatHub.Domain.Translation;
using ChatHub.Domain.Translation.Glossaries;
using ChatHub.Infrastructure.Accounts;
using ChatHub.Infrastructure.Database;
using ChatHub.Infrastructure.Database.Sqlite;
using ChatHub.Infrastructure.Limits;
using ChatHub.Infrastructure.Log;
using ChatHub.Infrastructure.Messages;
using ChatHub.Infrastructure.Nodes;
using ChatHub.Infrastructure.Retention;
using ChatHub.Infrastructure.Rooms;
using ChatHub.Infrastructure.Search;
using ChatHub.Infrastructure.Translation;
using Microsoft.Extensions.DependencyInjection;

namespace ChatHub.Infrastructure;

/// <summary>Which class stands behind which port.</summary>
public static class InfrastructureServices
{
    /// <summary>
    /// Adds the adapters. They expect <see cref="DataDirectory"/>, the sections' options and <see cref="TimeProvider"/> to be there.
    /// Hosted services start in the order of their lines, and stop in the reverse.
    /// </summary>
    public static IServiceCollection AddInfrastructure(this IServiceCollection services, TranslationOptions translation)
    {
        services.AddSingleton<Pepper>();
        services.AddSingleton<AccessTokens>();
        services.AddSingleton<IAccessTokens>(provider => provider.GetRequiredService<AccessTokens>());
        services.AddSingleton<SigningKeys>();
        services.AddSingleton<ISigningKeys>(provider => provider.GetRequiredService<SigningKeys>());
        services.AddSingleton<IRefreshTokens, RefreshTokens>();
        services.AddSingleton<IDeviceMarks, DeviceMarks>();
        services.AddSingleton<IAttemptLimiter>(provider => new MemoryAttemptLimiter(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IPasswordHasher, BCryptPasswordHasher>();
        services.AddSingleton<IPasswordStrength, ZxcvbnPasswordStrength>();
        services.AddSingleton<IUserStore, UserStore>();
        services.AddSingleton<ISessionStore, SessionStore>();

        services.AddSingleton<ILimitLog, LimitLog>();
        services.AddSingleton<IEventBudget, MemoryEventBudget>();

        services.AddSqlite();
        services.AddSingleton<IRoomEventBus, InProcessRoomEventBus>();
        services.AddSingleton<ITranslationBus, InProcessTranslationBus>();
        services.AddSingleton<INoticeBus, InProcessNoticeBus>();
        services.AddSingleton<IRoomDirectory, RoomDirectory>();
        services.AddSingleton<IMessageHistory, MessageHistory>();
        services.AddSingleton<IRetentionRooms, RetentionRooms>();
        services.AddSingleton<RetentionService>();
        services.AddSingleton<RoomQuota>();
        services.AddHostedService<FirstRoom>();
        services.AddHostedService<RetentionSweeper>();
        services.AddHostedService<SessionSweeper>();
        services.AddHostedService<SigningKeyRotation>();
        services.AddHealthChecks().AddCheck<DatabaseHealth>("database");

        services.AddTranslator(translation);
        services.AddSingleton<ITranslationReader, TranslationReader>();
        services.AddSingleton<ITranslationUsage, TranslationUsage>();
        services.AddSingleton<IGlossaryReader, GlossaryReader>();
        services.AddSingleton<TranslatorCalls>();
        services.AddSingleton<TranslationClaims>();
        services.AddSingleton<TranslationFlights>();
        services.AddSingleton<TextTranslator>();
        services.AddSingleton<TranslationWork>();
        services.AddSingleton<TranslationBudget>();
        services.AddSingleton<MessageTranslator>();
        services.AddSingleton<TranslationPipeline>();
        services.AddSingleton<ITranslationDesk>(provider => provider.GetRequiredService<TranslationPipeline>());
        services.AddHostedService(provider => provider.GetRequiredService<TranslationPipeline>());
        services.AddHostedService<TranslationSweeper>();
        return services;
    }

    private static void AddSqlite(this IServiceCollection services)
    {
        services.AddSingleton<SqliteFile>();
        services.AddSingleton<Installation>();
        services.AddPooledDbContextFactory<SqliteContext>((provider, options) => provider.GetRequiredService<SqliteFile>().Configure(options));
        services.AddSingleton<IDatabaseReader, SqliteReader>();
        services.AddHostedService<SqliteSchema>();
        services.AddSingleton<SqliteWriterState>();
        services.AddSingleton<SqliteWriter>();
        services.AddSingleton<IWriteQueue>(provider => provider.GetRequiredService<SqliteWriter>());
        services.AddSingleton<IDatabaseWriter>(provider => provider.GetRequiredService<SqliteWriter>());
        services.AddHostedService(provider => provider.GetRequiredService<SqliteWriter>());
        services.AddSingleton<EventReader>();
        services.AddSingleton<IRoomLog, SqliteRoomLog>();
        services.AddSingleton<IMessageSearch, SqliteMessageSearch>();
    }
}
