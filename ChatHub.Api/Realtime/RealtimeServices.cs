using ChatHub.Domain.Translation;
using Microsoft.AspNetCore.SignalR;

namespace ChatHub.Api.Realtime;

/// <summary>The hub and what stands behind it.</summary>
internal static class RealtimeServices
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<ConnectionRegistry>();
        services.AddSingleton<RoomFeeds>();
        services.AddSingleton<ITranslationAudience>(provider => provider.GetRequiredService<RoomFeeds>());
        services.AddSingleton<CatchUp>();
        services.AddSingleton<RoomSubscriptions>();
        services.AddSingleton<HubLifetimeManager<ChatHub>, ChatHubLifetimeManager>();
        ChatHubRoute.Add(services);
    }
}
