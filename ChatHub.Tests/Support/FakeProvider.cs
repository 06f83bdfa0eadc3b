using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ChatHub.Tests.Support;

/// <summary>A server on a loopback port of its own that speaks as a translation provider documents, and fails as it is told.</summary>
public sealed class FakeProvider : IAsyncDisposable
{
    private readonly Func<ProviderRequest, object> _wire;
    private volatile Trouble? _trouble;
    private WebApplication? _app;
    private int _port;

    private FakeProvider(Func<ProviderRequest, object> wire) => _wire = wire;

    /// <summary>What came, in its order.</summary>
    public ConcurrentQueue<ProviderRequest> Requests { get; } = new();

    /// <summary>What it does to every request in the place of an answer; null while it is well.</summary>
    public Trouble? Trouble
    {
        get => _trouble;
        set => _trouble = value;
    }

    public Uri Url => new($"http://127.0.0.1:{_port}");

    /// <param name="wire">What it answers, as an object for JSON, or an <see cref="IResult"/>.</param>
    /// <param name="isUp">False for one that nobody started yet, whose port nobody listens on.</param>
    public static async Task<FakeProvider> StartAsync(Func<ProviderRequest, object> wire, bool isUp = true)
    {
        var provider = new FakeProvider(wire);
        await provider.StartAgainAsync();
        if (!isUp)
            await provider.StopAsync();
        return provider;
    }

    public async Task StopAsync()
    {
        if (_app is null)
            return;
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        // At once: what hangs goes with it.
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
        _app = null;
    }

    /// <summary>On the port that it had.</summary>
    public async Task StartAgainAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, _port));
        _app = builder.Build();
        _app.Run(AnswerAsync);
        await _app.StartAsync();
        _port = new Uri(_app.Urls.Single()).Port;
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var request = new ProviderRequest(context.Request.Method, context.Request.Path + context.Request.QueryString, await reader.ReadToEndAsync(), headers);
        Requests.Enqueue(request);
        if (Trouble is { } trouble)
            await trouble(context, request);
        else if (_wire(request) is IResult result)
            await result.ExecuteAsync(context);
        else
            await context.Response.WriteAsJsonAsync(_wire(request));
    }
}

/// <summary>What a provider was asked.</summary>
public sealed record ProviderRequest(string Method, string Path, string Body, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>The body, where it is JSON.</summary>
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Body);
}

/// <summary>Treats a request badly.</summary>
public delegate Task Trouble(HttpContext context, ProviderRequest request);
