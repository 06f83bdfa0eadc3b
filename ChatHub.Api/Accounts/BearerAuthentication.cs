using ChatHub.Api.Errors;
using ChatHub.Api.Realtime;
using ChatHub.Domain.Accounts;
using ChatHub.Domain.Errors;
using ChatHub.Infrastructure.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ChatHub.Api.Accounts;

/// <summary>Who a bearer token stands for: a good signature is not enough, its session must still be there.</summary>
internal static class BearerAuthentication
{
    /// <summary>Where the token of a hub connection may stand in the query.</summary>
    public const string QueryKey = "access_token";

    public static void Add(IServiceCollection services)
    {
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme)
            .AddJwtBearer()
            .AddScheme<AuthenticationSchemeOptions, ServerKeyAuthentication>(ServerKeyAuthentication.Name, configureOptions: null);
        KeepNoCookieKeys(services);
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).Configure<AccessTokens>((options, tokens) =>
        {
            options.MapInboundClaims = false;
            options.SaveToken = false;
            options.TokenValidationParameters = tokens.Rules;
            options.Events = new JwtBearerEvents { OnMessageReceived = FindToken, OnTokenValidated = FindSession, OnChallenge = Refuse };
        });
        services.AddAuthorization();
    }

    /// <summary>
    /// AddAuthentication brings data protection, for cookies; tokens of ours do not use it, so it shall keep no keys in the home directory.
    /// An ephemeral provider is not enough: a hosted service would still make a key there at start.
    /// </summary>
    private static void KeepNoCookieKeys(IServiceCollection services)
    {
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        var warmUp = services.Single(service => service.ServiceType == typeof(IHostedService)
            && service.ImplementationType?.Assembly == typeof(EphemeralDataProtectionProvider).Assembly);
        services.Remove(warmUp);
    }

    /// <summary>Browsers cannot set headers on a WebSocket: on the hub's path, and only there, the token may stand in the query.</summary>
    private static Task FindToken(MessageReceivedContext context)
    {
        if (ChatHubRoute.Contains(context.Request) && !context.Request.Headers.ContainsKey("Authorization"))
            context.Token = context.Request.Query[QueryKey];
        return Task.CompletedTask;
    }

    private static async Task FindSession(TokenValidatedContext context)
    {
        var services = context.HttpContext.RequestServices;
        var sessionId = context.Principal!.FindFirst(JwtRegisteredClaimNames.Sid)?.Value;
        // Not with the request's token: what is cancelled here is logged as an error, as often as clients hang up.
        var caller = sessionId is null ? null
            : await services.GetRequiredService<ISessionStore>().FindCallerAsync(sessionId, CancellationToken.None)
                ?? await services.GetRequiredService<LastPolls>().FindCallerAsync(context.Request, sessionId);
        if (caller is null)
            context.Fail("The session has ended.");
        else
            context.Principal = CallerClaims.ToPrincipal(caller, new DateTimeOffset(context.SecurityToken.ValidTo, TimeSpan.Zero));
    }

    private static Task Refuse(JwtBearerChallengeContext context)
    {
        context.HandleResponse();
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Problems.WriteAsync(context.HttpContext, context.AuthenticateFailure switch
        {
            null => ErrorCatalogue.Unauthenticated,
            SecurityTokenExpiredException => ErrorCatalogue.TokenExpired,
            _ => ErrorCatalogue.InvalidToken,
        });
    }
}
