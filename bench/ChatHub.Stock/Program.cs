using ChatHub.Stock;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

// The floor that ChatHub is measured against: what SignalR's own documentation has one write, with every setting at its default.
var builder = WebApplication.CreateBuilder(args);
builder.Logging.ClearProviders();
builder.Services.AddSignalR();

var app = builder.Build();
app.MapHub<StockHub>("/hub");
// In ChatHub's words, so that whoever starts either reads the same.
app.Lifetime.ApplicationStarted.Register(() =>
    Console.WriteLine($"  Welcome   {app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()}"));
app.Run();
