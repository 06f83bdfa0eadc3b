using System.Reflection;
using ChatHub.Contracts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace ChatHub.Api.Welcome;

/// <summary>The front door.</summary>
[ApiController]
[Tags("Server")]
public sealed class WelcomeController(IWebHostEnvironment environment) : ControllerBase
{
    /// <summary>The version that runs, without the build's metadata.</summary>
    internal static string Version { get; } =
        typeof(WelcomeController).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>A warm welcome: a page for a browser, else JSON.</summary>
    /// <response code="200">Where to go from here.</response>
    [HttpGet("/")]
    [ProducesResponseType<WelcomeDto>(StatusCodes.Status200OK, "application/json")]
    public IActionResult Get()
    {
        Response.Headers.Vary = HeaderNames.Accept;
        // The page is missing when the server was started outside its own directory: JSON is a welcome, too.
        return WantsPage() && environment.WebRootFileProvider.GetFileInfo("welcome.html") is { Exists: true, PhysicalPath: { } page }
            ? PhysicalFile(page, "text/html; charset=utf-8")
            : Ok(new WelcomeDto("Welcome to ChatHub!", Version, new WelcomeLinks("/swagger", Realtime.ChatHubRoute.Path, "/health/ready")));
    }

    private bool WantsPage() => Request.GetTypedHeaders().Accept.Any(type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));
}
