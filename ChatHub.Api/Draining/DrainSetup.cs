using Microsoft.AspNetCore.SignalR;

namespace ChatHub.Api.Draining;

/// <summary>What a stop does before it closes anything.</summary>
internal static class DrainSetup
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<DrainState>();
        services.AddSingleton<DrainGate>();
        services.AddSingleton<CallsUnderWay>();
        services.AddHostedService<Drain>();
        services.AddHealthChecks().AddCheck<DrainHealth>("server");
        services.Configure<HostOptions>(host => host.ShutdownTimeout = Drain.ShutdownTimeout);
        // Around every other filter: what it counts is then answered.
        services.Configure<HubOptions>(hub => hub.AddFilter<CallsUnderWay>());
    }

    public static void Use(WebApplication app) => app.Use(app.Services.GetRequiredService<DrainGate>().InvokeAsync);
}
