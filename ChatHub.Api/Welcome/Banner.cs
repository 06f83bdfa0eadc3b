using ChatHub.Api.Realtime;
using ChatHub.Api.WebApp;
using ChatHub.Infrastructure;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace ChatHub.Api.Welcome;

/// <summary>Says on the console, once the server listens, where to go and where the data lies.</summary>
internal static class Banner
{
    public static void PrintWhenStarted(WebApplication app) => app.Lifetime.ApplicationStarted.Register(() =>
    {
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "";
        var data = app.Services.GetRequiredService<DataDirectory>();
        Console.WriteLine($"""
            ChatHub {WelcomeController.Version} is ready.
              Welcome   {address}
              Chat      {address}{WebAppFiles.Path}
              Try it    {address}/swagger
              Hub       {address}{ChatHubRoute.Path}
              Data      {data.Path}
            """);
    });
}
