using ChatHub.Api.Realtime;
using ChatHub.Domain.Limits;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace ChatHub.MicroBench;

/// <summary>The hub's protocols, set up as the product sets them up.</summary>
internal static class Protocols
{
    public static IHubProtocol Get(string name)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        ChatHubRoute.Add(services, new LimitOptions());
        return services.BuildServiceProvider().GetServices<IHubProtocol>().Single(protocol => protocol.Name == name);
    }
}
