using ChatHub.Domain.Errors;
using ChatHub.Domain.Limits;
using ChatHub.Infrastructure.Database;
using Microsoft.AspNetCore.Diagnostics;

namespace ChatHub.Api.Errors;

/// <summary>Maps whatever a request ends with, and was not meant as its answer, to a problem.</summary>
internal sealed partial class HttpErrors(ILimitLog limits, ILogger<HttpErrors> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        // The client went away: there is nobody to answer.
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
            return true;
        await Problems.WriteAsync(httpContext, exception switch
        {
            RefusedException refusal => refusal,
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => TooLarge(),
            BadHttpRequestException => new RefusedException(ErrorCatalogue.InvalidRequest),
            // A chunk of 2 GiB or more: Kestrel fails to read its size, instead of refusing it.
            IOException { InnerException: OverflowException } => new RefusedException(ErrorCatalogue.InvalidRequest),
            // NUL in the trailers behind a chunked body: Kestrel fails to read them, instead of refusing them.
            InvalidOperationException { Source: "Microsoft.AspNetCore.Server.Kestrel.Core" } => new RefusedException(ErrorCatalogue.InvalidRequest),
            _ => Unexpected(exception),
        });
        return true;
    }

    /// <summary>Gives a body to the answers that the framework leaves without one.</summary>
    public static Task WriteBodyAsync(StatusCodeContext context)
    {
        var (http, status) = (context.HttpContext, context.HttpContext.Response.StatusCode);
        return status switch
        {
            StatusCodes.Status404NotFound => Problems.WriteAsync(http, ErrorCatalogue.NotFound),
            StatusCodes.Status413PayloadTooLarge => Problems.WriteAsync(http, ErrorCatalogue.TooLarge),
            >= 400 and < 500 => Problems.WriteAsync(http, new RefusedException(ErrorCatalogue.InvalidRequest), status),
            _ => Problems.WriteAsync(http, ErrorCatalogue.Internal),
        };
    }

    private RefusedException TooLarge()
    {
        limits.Refused(nameof(LimitOptions.BodyBytes));
        return new RefusedException(ErrorCatalogue.TooLarge);
    }

    private RefusedException Unexpected(Exception exception)
    {
        LogUnexpected(exception);
        return DatabaseOutage.ToRefusal(exception) ?? new RefusedException(ErrorCatalogue.Internal);
    }

    [LoggerMessage(EventId = 2000, Level = LogLevel.Error, Message = "A request failed for a reason that is no refusal")]
    private partial void LogUnexpected(Exception exception);
}
