using ChatHub.Api.Accounts;
using ChatHub.Api.Errors;
using ChatHub.Domain.Errors;
using ChatHub.Domain.Translation;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Features.Authentication;

namespace ChatHub.Api.Realtime;

/// <summary>What the hub's requests pass, on their way to it.</summary>
internal static class HubGate
{
    /// <summary>Refuses a connection that asks for something impossible while it can still be told so.</summary>
    public static Task RefuseBadLanguage(HttpContext context, RequestDelegate next)
    {
        var language = context.Request.Query["language"].ToString();
        return language.Length > 0 && LanguageTag.Check(language, out _) is { } fault
            ? Problems.WriteAsync(context, new RefusedException("language", fault))
            : next(context);
    }

    /// <summary>Takes the token, once it has been looked at, and what else was noted of it but its user, out of the request, which a hub connection keeps for as long as it lasts.</summary>
    public static Task ForgetToken(HttpContext context, RequestDelegate next)
    {
        var (request, features) = (context.Request, context.Features);
        features.Set<IHttpAuthenticationFeature>(new HttpAuthenticationFeature { User = context.User });
        features.Set<IAuthenticateResultFeature>(null);
        request.Headers.Remove("Authorization");
        if (request.Query.ContainsKey(BearerAuthentication.QueryKey))
        {
            request.QueryString = QueryString.Create(request.Query.Where(pair => !string.Equals(pair.Key, BearerAuthentication.QueryKey, StringComparison.OrdinalIgnoreCase)));
            features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = request.Path.Value!;
        }

        return next(context);
    }
}
