using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace ChatHub.Api.WebApp;

/// <summary>
/// Serves the web app, the files of <c>wwwroot/app</c>: compressed, which is safe as they hold nobody's secrets (BREACH); and asked for anew at each visit, which costs
/// little as they have entity tags, so that nobody runs files of two versions after an upgrade.
/// </summary>
internal static class WebAppFiles
{
    public const string Path = "/app";

    public const string StartPage = "app/index.html";

    public static void Add(IServiceCollection services)
    {
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = ["text/html", "text/css", "text/javascript", "text/plain", "text/markdown", "image/svg+xml"];
        });
        services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal);
        services.Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal);
    }

    public static void Use(WebApplication app) => app.UseWhen(context => context.Request.Path.StartsWithSegments(Path, StringComparison.Ordinal), branch =>
    {
        branch.UseResponseCompression();
        branch.UseDefaultFiles();
        branch.UseStaticFiles(new StaticFileOptions
        {
            OnPrepareResponse = file =>
            {
                file.Context.Response.Headers.CacheControl = "no-cache";
                // Also where nothing is compressed, or sent: it is said of the address, not of one answer (RFC 9110, 12.5.5).
                file.Context.Response.Headers.Vary = HeaderNames.AcceptEncoding;
            },
        });
    });

    /// <summary>The web app's page, or null when the server was started outside its own directory.</summary>
    public static IFileInfo? Find(IWebHostEnvironment environment) => environment.WebRootFileProvider.GetFileInfo(StartPage) is { Exists: true } page ? page : null;
}
