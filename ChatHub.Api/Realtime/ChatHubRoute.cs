using ChatHub.Api.Errors;
using ChatHub.Api.Wire;
using ChatHub.Contracts;
using ChatHub.Domain.Limits;
using MessagePack;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.SignalR;

namespace ChatHub.Api.Realtime;

/// <summary>Where the hub is, and what its doors let in.</summary>
internal static class ChatHubRoute
{
    public const string Path = HubMethods.Path;

    /// <summary>Clients on long polling put several frames into one request.</summary>
    private const int FramesPerRequest = 16;

    /// <summary>How many calls of one client run side by side: enough that its sends share commits.</summary>
    private const int MaxParallelInvocations = 64;

    // SignalR waits for the pings of its clients only after the first of them: one that never sent any, because it vanished before or is none of the official ones, would stay for
    // ever. The pongs of WebSockets come from every client that reads. (Twice a client's own patience: what was sent before has to come through first.)
    private static readonly TimeSpan PingPause = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan PongPatience = TimeSpan.FromSeconds(30);

    public static void Add(IServiceCollection services, LimitOptions limits) => services
        .Configure<WebSocketOptions>(options => (options.KeepAliveInterval, options.KeepAliveTimeout) = (PingPause, PongPatience))
        .AddSignalR(options =>
        {
            options.MaximumReceiveMessageSize = limits.FrameBytes > 0 ? limits.FrameBytes : null;
            options.HandshakeTimeout = limits.HandshakeSeconds > 0 ? TimeSpan.FromSeconds(limits.HandshakeSeconds) : Timeout.InfiniteTimeSpan;
            options.MaximumParallelInvocationsPerClient = MaxParallelInvocations;
        })
        .AddHubOptions<ChatHub>(options => options.AddFilter<HubErrors>())
        .AddJsonProtocol(options => WireJson.Configure(options.PayloadSerializerOptions))
        .AddMessagePackProtocol(options => options.SerializerOptions = MessagePackSerializerOptions.Standard
            .WithResolver(new JsonShapedResolver(ServerJson.Options))
            .WithSecurity(MessagePackSecurity.UntrustedData));

    /// <summary>Whether a request goes to the hub: in any case of its letters, because routing does not look at that either.</summary>
    public static bool Contains(HttpRequest request) => request.Path.StartsWithSegments(Path, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a request to the hub asks for the id of a new connection.</summary>
    public static bool IsNegotiation(HttpRequest request) => request.Path.Value!.TrimEnd('/').EndsWith("/negotiate", StringComparison.OrdinalIgnoreCase);

    public static void Map(WebApplication app, LimitOptions limits) => app.MapHub<ChatHub>(Path)
        .WithMetadata(limits.FrameBytes > 0 ? new RequestSizeLimitAttribute((long)FramesPerRequest * limits.FrameBytes) : new DisableRequestSizeLimitAttribute());
}
