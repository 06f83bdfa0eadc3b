using ChatHub.Domain.Accounts;
using ChatHub.Domain.Accounts.Throttling;
using ChatHub.Domain.Messages;
using ChatHub.Domain.Moderation;
using ChatHub.Domain.Presence;
using ChatHub.Domain.Reactions;
using ChatHub.Domain.Rooms;
using ChatHub.Domain.Search;
using ChatHub.Domain.Translation;
using ChatHub.Domain.Translation.Glossaries;

namespace ChatHub.Api;

/// <summary>The domain's services, which HTTP and the hub share.</summary>
internal static class DomainServices
{
    public static void Add(IServiceCollection services) => services
        .AddSingleton<UserService>()
        .AddSingleton<LoginThrottle>()
        .AddSingleton<SessionOpener>()
        .AddSingleton<LoginService>()
        .AddSingleton<SessionService>()
        .AddSingleton<PasswordService>()
        .AddSingleton<ServerKeys>()
        .AddSingleton<AppUserService>()
        .AddSingleton<NewPassword>()
        .AddSingleton<Operators>()
        .AddSingleton<VisibleRooms>()
        .AddSingleton<RoomService>()
        .AddSingleton<MembershipService>()
        .AddSingleton<MessageService>()
        .AddSingleton<HistoryService>()
        .AddSingleton<ReadMarkerService>()
        .AddSingleton<ReactionService>()
        .AddSingleton<ModerationService>()
        .AddSingleton<TypingService>()
        .AddSingleton<SearchService>()
        .AddSingleton<TranslationLanguages>()
        .AddSingleton<LanguageService>()
        .AddSingleton<TranslationRules>()
        .AddSingleton<TranslationRequests>()
        .AddSingleton<GlossaryService>()
        .AddSingleton<TranslationService>()
        .AddSingleton<TranslationUsageService>();
}
