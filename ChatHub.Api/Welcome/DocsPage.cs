namespace ChatHub.Api.Welcome;

/// <summary>The page for those who build on this server: where its documents are, and how to connect.</summary>
internal static class DocsPage
{
    public const string Path = "/docs";

    public static void Map(WebApplication app) => app.MapMethods(Path, [HttpMethods.Get, HttpMethods.Head], Get).ExcludeFromDescription();

    private static IResult Get(HttpRequest request, IWebHostEnvironment environment)
    {
        // Its links are relative to the path without a slash.
        if (request.Path.Value!.EndsWith('/'))
            return Results.LocalRedirect(request.PathBase + Path, permanent: true);
        // It is missing when the server was started outside its own directory.
        return environment.WebRootFileProvider.GetFileInfo("docs.html") is { Exists: true, PhysicalPath: { } page }
            ? Results.File(page, "text/html; charset=utf-8")
            : Results.NotFound();
    }
}
