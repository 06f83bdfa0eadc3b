using ChatHub.Api.Presence;
using ChatHub.Api.Rooms;
using ChatHub.Domain.Limits;
using ChatHub.Domain.Translation;
using Microsoft.AspNetCore.SignalR;

namespace ChatHub.Api.Realtime;

/// <summary>The hub and what stands behind it.</summary>
internal static class RealtimeServices
{
    public static void Add(IServiceCollection services, LimitOptions limits)
    {
        services.AddSingleton<ConnectionRegistry>();
        services.AddSingleton<FeedTranslations>();
        services.AddSingleton<RoomFeeds>();
        services.AddSingleton<ITranslationAudience>(provider => provider.GetRequiredService<RoomFeeds>());
        services.AddSingleton<CatchUp>();
        services.AddSingleton<FollowingQuota>();
        services.AddSingleton<RoomSubscriptions>();
        services.AddSingleton<ReadingLanguages>();
        services.AddSingleton<PresenceTracker>();
        services.AddSingleton<OnlineRooms>();
        services.AddSingleton<ConnectionTokens>();
        services.AddSingleton<LastPolls>();
        services.AddHostedService<EndedSessions>();
        services.AddHostedService<ExpiredTokens>();
        services.AddHostedService<NoticeBroadcast>();
        services.AddHostedService<LiveLanguages>();
        services.AddHostedService<PresenceAnnouncer>();
        services.AddHostedService<TypingUpkeep>();
        services.AddHostedService<RoomsChangedNotifier>();
        services.AddSingleton<HubLifetimeManager<ChatHub>, ChatHubLifetimeManager>();
        services.AddSingleton<HubConnectionHandler<ChatHub>, ChatHubConnectionHandler>();
        ChatHubRoute.Add(services, limits);
    }
}
