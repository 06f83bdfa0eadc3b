using ChatHub.Api.Errors;
using ChatHub.Api.Realtime;
using ChatHub.Domain.Errors;
using Microsoft.AspNetCore.Cors.Infrastructure;

namespace ChatHub.Api.Origins;

/// <summary>Puts the <see cref="OriginPolicy"/> before every request.</summary>
internal static class OriginSetup
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<OriginPolicy>();
        services.AddCors();
        services.AddOptions<CorsOptions>().Configure<OriginPolicy>((cors, policy) => cors.AddDefaultPolicy(pages => pages
            .SetIsOriginAllowed(policy.Allows)
            .AllowAnyHeader()
            .AllowAnyMethod()
            .AllowCredentials()
            .WithExposedHeaders("Location", "Retry-After")
            .SetPreflightMaxAge(TimeSpan.FromMinutes(10))));
    }

    /// <summary>Turns other pages away from the hub, at <c>negotiate</c> and at the upgrade.</summary>
    public static void Use(WebApplication app)
    {
        // A page of the server's own needs no CORS, and asking would log it as refused. What comes from no page needs none either, and would get a scope of services for it.
        app.UseWhen(context => context.Request.Headers.Origin.Count > 0 && !OriginPolicy.IsOwn(context.Request), others => others.UseCors());
        var policy = app.Services.GetRequiredService<OriginPolicy>();
        app.Use((context, next) => !ChatHubRoute.Contains(context.Request) || policy.Allows(context.Request)
            ? next(context)
            : Problems.WriteAsync(context, new RefusedException(ErrorCatalogue.Forbidden, "Pages from this origin may not use this server.")));
    }
}
