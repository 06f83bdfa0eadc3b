using System.Text;
using Microsoft.AspNetCore.Http;

namespace ChatHub.Tests.Support;

/// <summary>The ways in which a provider fails. Where there is room for words, it gives away all that it was sent.</summary>
public static class Troubles
{
    private static readonly byte[] Letters = [.. Enumerable.Repeat((byte)'x', 64 * 1024)];

    /// <summary>Takes the request, and says nothing.</summary>
    public static Task Hang(HttpContext context, ProviderRequest request) => Task.Delay(Timeout.Infinite, context.RequestAborted);

    /// <summary>Begins a good answer, and says nothing more.</summary>
    public static async Task HangInTheBody(HttpContext context, ProviderRequest request)
    {
        await StartAsync(context, 1000);
        await Task.Delay(Timeout.Infinite, context.RequestAborted);
    }

    /// <summary>Ends the connection in the middle of an answer; Kestrel does so when less comes than was promised.</summary>
    public static Task HalfABody(HttpContext context, ProviderRequest request) => StartAsync(context, 1000);

    /// <summary>Ends the connection without an answer.</summary>
    public static Task HangUp(HttpContext context, ProviderRequest request)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    public static Task Garbage(HttpContext context, ProviderRequest request) => context.Response.WriteAsync($"<html>{request.Body}</html>");

    public static Task NothingAtAll(HttpContext context, ProviderRequest request) => Task.CompletedTask;

    /// <summary>JSON, but not of the provider.</summary>
    public static Task OtherJson(HttpContext context, ProviderRequest request) => context.Response.WriteAsJsonAsync(new { echo = request.Body, choices = "none", data = 1 });

    /// <summary>Ten megabytes of a JSON string, whose length nobody is told before.</summary>
    public static async Task TenMegabytes(HttpContext context, ProviderRequest request)
    {
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync("\"");
        for (var sent = 0; sent < 10 * 1024 * 1024; sent += Letters.Length)
            await context.Response.Body.WriteAsync(Letters, context.RequestAborted);
        await context.Response.WriteAsync("\"");
    }

    /// <summary>Refuses with a status, and quotes the request.</summary>
    public static Trouble Status(int status, string? retryAfter = null) => (context, request) =>
    {
        context.Response.StatusCode = status;
        if (retryAfter is not null)
            context.Response.Headers.RetryAfter = retryAfter;
        var said = $"{request.Body} {string.Join(' ', request.Headers.Values)}";
        return context.Response.WriteAsJsonAsync(new { error = new { message = said, type = said, code = said } });
    };

    /// <summary>Sends elsewhere.</summary>
    public static Trouble Redirect(Uri elsewhere) => (context, _) =>
    {
        context.Response.Redirect(elsewhere.ToString(), permanent: false, preserveMethod: true);
        return Task.CompletedTask;
    };

    private static async Task StartAsync(HttpContext context, int promised)
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = promised;
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes("""{ "translatedText": ["""));
        await context.Response.Body.FlushAsync();
    }
}
