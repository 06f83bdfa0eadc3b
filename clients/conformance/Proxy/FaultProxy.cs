using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatHub.Conformance.Proxy;

/// <summary>
/// Stands between clients and a ChatHub, on a port of its own on loopback, and does to what goes through it what a case wants: HTTP, WebSockets, server-sent events and long polling. It reads SignalR's JSON
/// protocol; of others it knows the handshake and bytes only. Everything may be called from any thread, at any time.
/// </summary>
public sealed class FaultProxy : IAsyncDisposable
{
    private readonly FaultList _faults = new();
    private readonly LinkTable _links;
    private readonly WebApplication _app;
    private volatile bool _isOffline;
    private volatile Uri _server;

    private FaultProxy(Uri server)
    {
        _server = server;
        _links = new LinkTable(_faults);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.UseWebSockets();
        _app.Run(ForwardAsync);
    }

    /// <summary>Where clients find it.</summary>
    public Uri Url => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <summary>The ChatHub behind it; another one once that has been restarted.</summary>
    public Uri Server
    {
        get => _server;
        set => _server = value;
    }

    /// <summary>What was to be done and never could be.</summary>
    public IReadOnlyList<string> Unmet => _faults.Unmet;

    /// <summary>What went through so far, in order, for the report of a failure.</summary>
    public IReadOnlyList<string> Transcript => _faults.Seen.Passages.Where(passage => passage.Name != "ping").Select(passage => $"{passage.Way} {passage.Name}").ToList();

    public static async Task<FaultProxy> StartAsync(Uri server)
    {
        var proxy = new FaultProxy(server);
        await proxy._app.StartAsync();
        return proxy;
    }

    /// <summary>Something to be done; of several that fit, the one that was added first.</summary>
    /// <param name="at">Where.</param>
    /// <param name="fate">What.</param>
    /// <param name="times">How often, before things pass again.</param>
    /// <param name="isWanted">Whether it is told by <see cref="Unmet"/> when it does not come to that.</param>
    public void Add(At at, Fate fate, int times = 1, bool isWanted = true) => _faults.Add(new Fault(at, fate, times, isWanted));

    /// <summary>Completes when something has come to the point that often since the start, whatever becomes of it there.</summary>
    public Task SeenAsync(At at, int times = 1) => _faults.Seen.ReachAsync(at, times);

    /// <summary>Completes when something has gone by the point that often since the start, and has been written to whom it was for: what is written then comes behind it.</summary>
    public Task PassedAsync(At at, int times = 1) => _faults.Passed.ReachAsync(at, times);

    /// <summary>How often something has come to the point since the start.</summary>
    public int Count(At at) => _faults.Seen.Count(at);

    /// <summary>Cuts every hub connection; clients may come back at once.</summary>
    public void CutAll() => _links.CutAll();

    /// <summary>Cuts every connection and refuses others, as a network that is gone.</summary>
    public void GoOffline()
    {
        _isOffline = true;
        _links.CutAll();
    }

    public void ComeBack() => _isOffline = false;

    /// <summary>Calls a method of every connected client that speaks JSON, as the server would.</summary>
    public async Task PushAsync(string method, JsonObject argument)
    {
        var message = HubFrames.Push(method, argument);
        var passage = new Passage(Way.Push, method, message);
        _faults.Seen.Note(passage);
        await SayAsync(message);
        _faults.Passed.Note(passage);
    }

    /// <summary>Tells every connected client that speaks JSON that its connection ends, as the server would, and ends it.</summary>
    public async Task CloseAsync(bool allowsReconnect)
    {
        var links = _links.Open;
        await SayAsync(HubFrames.Closing(allowsReconnect));
        await Task.WhenAll(links.Select(link => link.LeaveAsync()));
    }

    public async ValueTask DisposeAsync()
    {
        GoOffline();
        await _app.DisposeAsync();
        _links.Dispose();
    }

    private Task SayAsync(JsonObject message) => Task.WhenAll(_links.Open.Select(link => link.SayToClientAsync(HubFrames.Write(message))));

    private async Task ForwardAsync(HttpContext context)
    {
        if (_isOffline)
        {
            context.Abort();
            return;
        }

        var id = context.Request.Query["id"].ToString();
        var isSocket = context.WebSockets.IsWebSocketRequest;
        var link = context.Request.Path != CallNames.Hub ? null : isSocket ? _links.Add() : _links.Of(id);
        var call = new HttpForwarding(context, _server, _faults, link);
        try
        {
            if (!isSocket)
                await call.RunAsync();
            else if (await call.MayConnectAsync())
                await SocketForwarding.RunAsync(context, _server, link!);
        }
        catch (CutException cut)
        {
            await call.WriteHalfAsync(cut.Half);
            await cut.HalfIsReadAsync();
            link?.Cut();
            context.Abort();
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The server, the client or the link is gone; whoever is left sees it so.
            context.Abort();
        }
    }
}
