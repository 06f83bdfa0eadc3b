using ChatHub.Domain.Limits;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ChatHub.Api.Limits;

/// <summary>
/// What Kestrel bounds by itself: sizes, and the patience with clients that hold a socket and say nothing, or little at a time (OWASP Denial of Service Cheat Sheet, "Slow HTTP").
/// </summary>
internal static class KestrelLimits
{
    /// <summary>Kestrel looks once a second, and a phone that changes cells says nothing for a few.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    public static void Apply(KestrelServerOptions kestrel, LimitOptions limits)
    {
        kestrel.Limits.MaxRequestBodySize = limits.BodyBytes > 0 ? limits.BodyBytes : null;
        kestrel.Limits.RequestHeadersTimeout = Patience(limits.RequestHeadersSeconds);
        kestrel.Limits.KeepAliveTimeout = Patience(limits.IdleSeconds);
        kestrel.Limits.MinRequestBodyDataRate = Rate(limits.RequestBytesPerSecond);
        kestrel.Limits.MinResponseDataRate = Rate(limits.ResponseBytesPerSecond);
        kestrel.ConfigureEndpointDefaults(listen => listen.Use(next =>
        {
            var gate = listen.ApplicationServices.GetRequiredService<SocketGate>();
            return connection => gate.RunAsync(connection, next);
        }));
    }

    private static TimeSpan Patience(int seconds) => seconds > 0 ? TimeSpan.FromSeconds(seconds) : Timeout.InfiniteTimeSpan;

    private static MinDataRate? Rate(int bytesPerSecond) => bytesPerSecond > 0 ? new MinDataRate(bytesPerSecond, Grace) : null;
}
