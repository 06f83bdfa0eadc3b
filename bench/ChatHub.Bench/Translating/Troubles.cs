using System.Text;
using Microsoft.AspNetCore.Http;

namespace ChatHub.Bench.Translating;

/// <summary>What a provider does in the place of an answer.</summary>
internal delegate Task Trouble(HttpContext context);

/// <summary>The ways in which a provider fails while it can be reached.</summary>
internal static class Troubles
{
    private const int Flood = 10 * 1024 * 1024;

    private static readonly byte[] Letters = [.. Enumerable.Repeat((byte)'x', 64 * 1024)];

    /// <summary>Takes the request, and says nothing.</summary>
    public static Task HangAsync(HttpContext context)
        => Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);

    public static Task FailAsync(HttpContext context) => AnswerAsync(context, StatusCodes.Status500InternalServerError, """{ "error": "out of memory" }""");

    public static Task BabbleAsync(HttpContext context) => AnswerAsync(context, StatusCodes.Status200OK, "<html>It works!</html>");

    /// <summary>Too many requests, and no word of when there are not.</summary>
    public static Task RefuseAsync(HttpContext context) => AnswerAsync(context, StatusCodes.Status429TooManyRequests, """{ "error": "slow down" }""");

    /// <summary>Ten megabytes, of whose length nobody is told before; until the server has had enough.</summary>
    public static async Task FloodAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        for (var sent = 0; sent < Flood && !context.RequestAborted.IsCancellationRequested; sent += Letters.Length)
            await context.Response.Body.WriteAsync(Letters, CancellationToken.None);
    }

    /// <summary>Ends the connection in the middle of an answer; Kestrel does so when less comes than was promised.</summary>
    public static async Task BreakOffAsync(HttpContext context)
    {
        context.Response.ContentLength = 1000;
        await AnswerAsync(context, StatusCodes.Status200OK, """{ "translatedText": ["Ho""");
    }

    private static Task AnswerAsync(HttpContext context, int status, string body)
    {
        (context.Response.StatusCode, context.Response.ContentType) = (status, "application/json");
        return context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body), CancellationToken.None).AsTask();
    }
}
