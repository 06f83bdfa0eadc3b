using System.Globalization;
using ChatHub.Api.Wire;
using ChatHub.Domain.Errors;
using Microsoft.AspNetCore.Mvc;

namespace ChatHub.Api.Errors;

/// <summary>Refusals as RFC 9457 problems: the one place where an error becomes an HTTP answer.</summary>
internal static class Problems
{
    public static Task WriteAsync(HttpContext context, Error error) => WriteAsync(context, new RefusedException(error));

    public static Task WriteAsync(HttpContext context, RefusedException refusal, int? status = null)
    {
        var problem = new ProblemDetails
        {
            Type = $"urn:chathub:error:{refusal.Error.Code}",
            Title = refusal.Error.Message,
            Status = status ?? StatusOf(refusal.Error.Kind),
            Detail = refusal.Message,
            Extensions = { ["code"] = refusal.Error.Code },
        };
        if (refusal.Fields is not null)
            problem.Extensions["errors"] = refusal.Fields;

        context.Response.StatusCode = problem.Status.Value;
        if (refusal.RetryAfter is { } wait)
            context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        // Without a token of ours it ends quietly where the client has gone; with one, each such refusal would be logged as an error, three times.
#pragma warning disable CA2016, MA0040
        return context.Response.WriteAsJsonAsync(problem, ServerJson.Options, "application/problem+json");
#pragma warning restore CA2016, MA0040
    }

    private static int StatusOf(ErrorKind kind) => kind switch
    {
        ErrorKind.Invalid => StatusCodes.Status400BadRequest,
        ErrorKind.Unauthenticated => StatusCodes.Status401Unauthorized,
        ErrorKind.Forbidden => StatusCodes.Status403Forbidden,
        ErrorKind.NotFound => StatusCodes.Status404NotFound,
        ErrorKind.Conflict => StatusCodes.Status409Conflict,
        ErrorKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
        ErrorKind.TooMany => StatusCodes.Status429TooManyRequests,
        ErrorKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };
}
