using System.Reflection;
using ChatHub.Api.WebApp;
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

    /// <summary>A warm welcome: the web app for a browser, else JSON.</summary>
    /// <response code="200">Where to go from here.</response>
    /// <response code="302">To the web app.</response>
    [HttpGet("/")]
    [ProducesResponseType<WelcomeDto>(StatusCodes.Status200OK, "application/json")]
    [ProducesResponseType(StatusCodes.Status302Found)]
    public IActionResult Get()
    {
        Response.Headers.Vary = HeaderNames.Accept;
        // Its files are missing when the server was started outside its own directory: JSON is a welcome, too.
        return WantsPage() && WebAppFiles.Find(environment) is not null
            ? LocalRedirect($"{WebAppFiles.Path}/")
            : Ok(new WelcomeDto("Welcome to ChatHub!", Version, new WelcomeLinks("/swagger", Realtime.ChatHubRoute.Path, WebAppFiles.Path, "/health/ready")));
    }

    private bool WantsPage() => Request.GetTypedHeaders().Accept.Any(type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));
}
