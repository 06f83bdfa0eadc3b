using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ChatHub.Bench.Translating;

/// <summary>Speaks as LibreTranslate documents (https://docs.libretranslate.com/api/operations), at once, on a loopback port of its own; or fails as it is told.</summary>
internal sealed class FakeLibre : IAsyncDisposable
{
    private readonly WebApplication _app;
    private volatile Trouble? _trouble;
    private long _requests;

    private FakeLibre()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(TakeAsync);
    }

    public string Url => _app.Urls.Single();

    /// <summary>How many came.</summary>
    public long Requests => Interlocked.Read(ref _requests);

    /// <summary>What it does to every request; null while it is well.</summary>
    public Trouble? Trouble
    {
        get => _trouble;
        set => _trouble = value;
    }

    public static string Translate(string text, string language) => $"{language}({text})";

    public static async Task<FakeLibre> StartAsync()
    {
        var libre = new FakeLibre();
        await libre._app.StartAsync();
        return libre;
    }

    /// <summary>At once: what hangs goes with it.</summary>
    public Task StopAsync() => _app.StopAsync(new CancellationToken(canceled: true));

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _app.DisposeAsync();
    }

    private Task TakeAsync(HttpContext context)
    {
        Interlocked.Increment(ref _requests);
        if (Trouble is { } trouble)
            return trouble(context);
        return HttpMethods.IsGet(context.Request.Method)
            ? context.Response.WriteAsJsonAsync(Languages.All.Select(code => new { code, name = code, targets = Languages.All }))
            : TranslateAsync(context);
    }

    private static async Task TranslateAsync(HttpContext context)
    {
        using var asked = await JsonDocument.ParseAsync(context.Request.Body);
        var target = asked.RootElement.GetProperty("target").GetString()!;
        var translatedText = asked.RootElement.GetProperty("q").EnumerateArray().Select(text => Translate(text.GetString()!, target)).ToList();
        await context.Response.WriteAsJsonAsync(new { translatedText });
    }
}
