using System.Net.Sockets;
using ChatHub.Api;
using ChatHub.Api.Accounts;
using ChatHub.Api.Configuration;
using ChatHub.Api.Documents;
using ChatHub.Api.Draining;
using ChatHub.Api.Errors;
using ChatHub.Api.Headers;
using ChatHub.Api.Health;
using ChatHub.Api.Https;
using ChatHub.Api.Limits;
using ChatHub.Api.Origins;
using ChatHub.Api.Proxies;
using ChatHub.Api.Realtime;
using ChatHub.Api.Swagger;
using ChatHub.Api.WebApp;
using ChatHub.Api.Welcome;
using ChatHub.Infrastructure;
using Microsoft.AspNetCore.Connections;

try
{
    var builder = WebApplication.CreateBuilder(args);
    var settings = Settings.Read(builder.Configuration, builder.Environment.ContentRootPath);
    PrivateLogging.Configure(builder.Logging);
    HttpSetup.Configure(builder);

    settings.Register(builder.Services);
    builder.Services.AddSingleton(TimeProvider.System);
    builder.Services.AddSingleton(new DataDirectory(Path.Combine(builder.Environment.ContentRootPath, settings.DataDirectory)));
    builder.Services.AddInfrastructure(settings.Translation);
    DomainServices.Add(builder.Services);
    RealtimeServices.Add(builder.Services, settings.Limits);
    LimitSetup.Add(builder, settings.Limits);
    DrainSetup.Add(builder.Services);
    BearerAuthentication.Add(builder.Services);
    OriginSetup.Add(builder.Services);
    SwaggerSetup.Add(builder.Services);
    WebAppFiles.Add(builder.Services);
    builder.Services.AddSingleton<HubDocuments>();

    var app = builder.Build();
    ProxySetup.Use(app);
    SecurityHeaders.Use(app);
    app.UseExceptionHandler();
    app.UseStatusCodePages(HttpErrors.WriteBodyAsync);
    HttpsSetup.Use(app);
    WebAppFiles.Use(app);
    app.UseStaticFiles();
    // Explicit, so that the origin is looked at before the token: a page that may not ask is told nothing else.
    app.UseRouting();
    OriginSetup.Use(app);
    HubPipeline.Use(app);
    app.UseAuthentication();
    app.UseAuthorization();
    SwaggerSetup.Use(app);
    app.MapControllers();
    ChatHubRoute.Map(app, settings.Limits);
    HubDocuments.Map(app);
    DocsPage.Map(app);
    HealthEndpoints.Map(app);
    Banner.PrintWhenStarted(app);
    app.Run();
    return 0;
}
catch (StartupException e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
catch (Exception e) when (e is SocketException or IOException { InnerException: AddressInUseException })
{
    Console.Error.WriteLine($"Urls: {e.Message} Choose another with --urls.");
    return 1;
}
catch (Exception e) when (CertificateFault.Explain(e) is not null)
{
    Console.Error.WriteLine(CertificateFault.Explain(e));
    return 1;
}
