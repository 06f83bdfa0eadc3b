using System.Collections.Concurrent;
using ChatHub.Api.Realtime;
using ChatHub.Api.Realtime.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ChatHub.Tests.Support;

/// <summary>Watches the WebSocket requests to a server's hub from outside of all else in it: a request lasts for as long as its socket. Register it as an <see cref="IStartupFilter"/>.</summary>
internal sealed class HubRequests : IStartupFilter
{
    private readonly ConcurrentDictionary<HttpContext, bool> _open = new();

    public int Open => _open.Count;

    /// <summary>How many of them are pushed to past SignalR, and written past Kestrel.</summary>
    public (int Shared, int Direct) Count() => (
        _open.Keys.Count(request => request.Features.Get<SharedWebSocket>() is not null),
        _open.Keys.Count(request => request.Features.Get<IHttpUpgradeFeature>()?.GetType().Assembly == typeof(SharedWebSocket).Assembly));

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(async (context, rest) =>
        {
            var isWatched = ChatHubRoute.Contains(context.Request) && context.Features.Get<IHttpUpgradeFeature>()?.IsUpgradableRequest == true && _open.TryAdd(context, value: true);
            try
            {
                await rest(context);
            }
            finally
            {
                if (isWatched)
                    _open.TryRemove(context, out _);
            }
        });
        next(app);
    };
}
