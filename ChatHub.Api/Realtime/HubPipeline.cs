using ChatHub.Api.Draining;
using ChatHub.Api.Limits;
using ChatHub.Api.Realtime.Sockets;
using Microsoft.AspNetCore.Http.Features;

namespace ChatHub.Api.Realtime;

/// <summary>
/// The way of the hub's requests, which leave that of all others before authentication. That of a WebSocket lasts as long as its connection, for hours, and for as long all stays in
/// memory that awaits the rest of the way, with what it holds: so what lets in has ended before the rest begins.
/// </summary>
internal static class HubPipeline
{
    public static void Use(WebApplication app) => app.MapWhen(context => ChatHubRoute.Contains(context.Request), hub =>
    {
        DrainSetup.Use(hub);
        hub.Use(HubGate.RefuseBadLanguage);
        LetIn(hub, door => door.UseAuthentication().UseAuthorization());
        hub.Use(HubGate.ForgetToken);
        LimitSetup.Use(hub);
        SocketSetup.Use(hub);
        hub.UseEndpoints(_ => { });
    });

    /// <summary>Runs middleware to its end, with services of its own; the request goes on if it came through.</summary>
    private static void LetIn(IApplicationBuilder hub, Action<IApplicationBuilder> configure)
    {
        var door = hub.New();
        configure(door);
        door.Run(Visit.ComeThrough);
        var enter = door.Build();
        var scopes = hub.ApplicationServices.GetRequiredService<IServiceScopeFactory>();
        hub.Use(async (context, next) =>
        {
            if (await EnterAsync(context, enter, scopes))
                await next(context);
        });
    }

    private static async Task<bool> EnterAsync(HttpContext context, RequestDelegate enter, IServiceScopeFactory scopes)
    {
        var usual = context.Features.Get<IServiceProvidersFeature>();
        await using var scope = scopes.CreateAsyncScope();
        var visit = new Visit { RequestServices = scope.ServiceProvider };
        context.Features.Set<IServiceProvidersFeature>(visit);
        try
        {
            await enter(context);
            return visit.HasComeThrough;
        }
        finally
        {
            context.Features.Set(usual);
        }
    }

    /// <summary>The services of one request while it is at the door.</summary>
    private sealed class Visit : IServiceProvidersFeature
    {
        public required IServiceProvider RequestServices { get; set; }

        public bool HasComeThrough { get; private set; }

        /// <summary>The end of the door's own way.</summary>
        public static Task ComeThrough(HttpContext context)
        {
            ((Visit)context.Features.GetRequiredFeature<IServiceProvidersFeature>()).HasComeThrough = true;
            return Task.CompletedTask;
        }
    }
}
