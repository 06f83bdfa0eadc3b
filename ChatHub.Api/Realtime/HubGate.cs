using ChatHub.Api.Errors;
using ChatHub.Domain.Errors;
using ChatHub.Domain.Translation;

namespace ChatHub.Api.Realtime;

/// <summary>Refuses a connection that asks for something impossible while it can still be told so.</summary>
internal static class HubGate
{
    public static Task RefuseBadLanguage(HttpContext context, RequestDelegate next)
    {
        var language = context.Request.Query["language"].ToString();
        return ChatHubRoute.Contains(context.Request)
            && language.Length > 0 && LanguageTag.Check(language, out _) is { } fault
            ? Problems.WriteAsync(context, new RefusedException("language", fault))
            : next(context);
    }
}
