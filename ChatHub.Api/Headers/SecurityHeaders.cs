namespace ChatHub.Api.Headers;

/// <summary>
/// Tells browsers what they may do with an answer (OWASP ASVS 5.0, 3.4; OWASP Secure Headers Project). A page of ours runs scripts and styles from files of this server
/// only, talks to nobody else, and stands in no frame; whatever is no page may load and run nothing at all, however a browser comes to show it.
/// </summary>
internal static class SecurityHeaders
{
    // data: is for the pictures in Swagger UI's style sheet; the hash is of the one style that its script adds to the page, and of nothing else.
    private const string PagePolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w='; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private const string DataPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    // What pages of ours have no use for, and what an injected script would.
    private const string Permissions = "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()";

    public static void Use(WebApplication app) => app.Use((context, next) =>
    {
        // Late, when the answer's type is known; and so on errors, too, for which all headers are taken back.
        context.Response.OnStarting(static response =>
        {
            Add((HttpResponse)response);
            return Task.CompletedTask;
        }, context.Response);
        return next(context);
    });

    private static void Add(HttpResponse response)
    {
        if (response.StatusCode == StatusCodes.Status101SwitchingProtocols)
            return;
        var headers = response.Headers;
        var type = response.GetTypedHeaders().ContentType?.MediaType.Value;
        var isPage = type == "text/html";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.ContentSecurityPolicy = isPage ? PagePolicy : DataPolicy;
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        // Of no concern to pages that CORS lets in: it is for those that ask without.
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (isPage)
            headers["Permissions-Policy"] = Permissions;
        // Answers tell who asked what is meant for them (ASVS 5.0, 14.3.2); files of ours are the same for everyone.
        if (headers.CacheControl.Count == 0 && type is (null or "application/json" or "application/problem+json"))
            headers.CacheControl = "no-store";
    }
}
