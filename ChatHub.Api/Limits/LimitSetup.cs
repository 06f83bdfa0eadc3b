using ChatHub.Api.Proxies;
using ChatHub.Domain.Limits;

namespace ChatHub.Api.Limits;

/// <summary>The doors: what is refused before it costs anything.</summary>
internal static class LimitSetup
{
    public static void Add(WebApplicationBuilder builder, LimitOptions limits)
    {
        builder.Services.AddSingleton<ConnectionSlots>();
        builder.Services.AddSingleton<ConnectionIds>();
        builder.Services.AddSingleton<SocketGate>();
        builder.Services.AddSingleton<TrustedProxies>();
        builder.Services.AddHostedService<KestrelRefusals>();
        builder.WebHost.ConfigureKestrel(kestrel => KestrelLimits.Apply(kestrel, limits));
    }

    /// <summary>Behind authentication, since a user's connections are counted.</summary>
    public static void Use(IApplicationBuilder hub)
    {
        // First: somebody else's connection is none that could be counted.
        hub.UseMiddleware<ConnectionOwnerGate>();
        hub.UseMiddleware<ConnectionGate>();
    }
}
