using ChatHub.Domain.Accounts;
using ChatHub.Domain.Messages;
using ChatHub.Domain.Rooms;

namespace ChatHub.Api;

/// <summary>The domain's services, which HTTP and the hub share.</summary>
internal static class DomainServices
{
    public static void Add(IServiceCollection services) => services
        .AddSingleton<UserService>()
        .AddSingleton<RoomService>()
        .AddSingleton<MembershipService>()
        .AddSingleton<MessageService>();
}
