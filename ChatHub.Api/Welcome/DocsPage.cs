namespace ChatHub.Api.Welcome;

/// <summary>The page for those who build on this server: where its documents are, and how to connect.</summary>
internal static class DocsPage
{
    public const string Path = "/docs";

    public static void Map(WebApplication app) => app.MapGet(Path, Get).ExcludeFromDescription();

    // It is missing when the server was started outside its own directory.
    private static IResult Get(IWebHostEnvironment environment) => environment.WebRootFileProvider.GetFileInfo("welcome.html") is { Exists: true, PhysicalPath: { } page }
        ? Results.File(page, "text/html; charset=utf-8")
        : Results.NotFound();
}
