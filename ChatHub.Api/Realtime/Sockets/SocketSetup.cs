using System.Net.WebSockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace ChatHub.Api.Realtime.Sockets;

/// <summary>Gives the hub's connections WebSockets that pushes are written to directly.</summary>
internal static class SocketSetup
{
    /// <summary>In front of the hub's own endpoint, which takes the WebSocket that it finds.</summary>
    public static void Use(IApplicationBuilder hub) => hub
        .Use((context, next) =>
        {
            var features = context.Features;
            // What goes through TLS cannot go past it.
            if (features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true } upgrade && features.Get<ITlsHandshakeFeature>() is null
                && features.Get<IConnectionSocketFeature>()?.Socket is { } socket)
                features.Set<IHttpUpgradeFeature>(new Upgrade(upgrade, socket));
            return next(context);
        })
        .UseWebSockets()
        .Use((context, next) =>
        {
            if (context.Features.Get<IHttpWebSocketFeature>() is { IsWebSocketRequest: true } accepting)
                context.Features.Set<IHttpWebSocketFeature>(new Acceptance(context, accepting));
            return next(context);
        });

    private sealed class Upgrade(IHttpUpgradeFeature inner, System.Net.Sockets.Socket socket) : IHttpUpgradeFeature
    {
        public bool IsUpgradableRequest => inner.IsUpgradableRequest;

        public async Task<Stream> UpgradeAsync() => new SocketStream(await inner.UpgradeAsync(), socket);
    }

    private sealed class Acceptance(HttpContext context, IHttpWebSocketFeature inner) : IHttpWebSocketFeature
    {
        public bool IsWebSocketRequest => inner.IsWebSocketRequest;

        public async Task<WebSocket> AcceptAsync(WebSocketAcceptContext acceptContext)
        {
            var socket = new SharedWebSocket(await inner.AcceptAsync(acceptContext));
            context.Features.Set(socket);
            return socket;
        }
    }
}
