namespace ChatHub.Api.Draining;

/// <summary>What a stop does before it closes anything.</summary>
internal static class DrainSetup
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<DrainState>();
        services.AddSingleton<DrainGate>();
        services.AddHostedService<Drain>();
        services.AddHealthChecks().AddCheck<DrainHealth>("server");
        services.Configure<HostOptions>(host => host.ShutdownTimeout = Drain.ShutdownTimeout);
    }

    public static void Use(IApplicationBuilder hub) => hub.Use(hub.ApplicationServices.GetRequiredService<DrainGate>().InvokeAsync);
}
