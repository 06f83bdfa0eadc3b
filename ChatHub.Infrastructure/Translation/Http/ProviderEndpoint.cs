using System.Net.Http.Headers;
using System.Text;
using ChatHub.Domain.Translation;

namespace ChatHub.Infrastructure.Translation.Http;

/// <summary>Where the provider is, as <c>Translation:Endpoint</c> says it or as its makers do.</summary>
internal static class ProviderEndpoint
{
    private static readonly Uri OpenAi = new("https://api.openai.com/v1/");

    /// <summary>Ends with a slash, so that relative addresses go below its path; holds no user name and no password, so that it may be shown.</summary>
    public static Uri Of(TranslationOptions options)
    {
        if (options.Endpoint is not { } endpoint)
            return OpenAi;
        var path = endpoint.AbsolutePath.TrimEnd('/');
        // Every server that speaks OpenAI's language does so below /v1.
        if (path.Length == 0 && options.Provider == TranslationProvider.OpenAi)
            path = "/v1";
        return new Uri($"{endpoint.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)}{path}/");
    }

    /// <summary>The user name and password before the <c>@</c>, for a provider behind a proxy that asks for them; HttpClient would drop them silently.</summary>
    public static AuthenticationHeaderValue? CredentialsOf(TranslationOptions options) => options.Endpoint?.UserInfo is { Length: > 0 } user
        ? new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(user))))
        : null;
}
