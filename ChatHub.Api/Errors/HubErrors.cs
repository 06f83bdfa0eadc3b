using System.Globalization;
using ChatHub.Domain.Errors;
using ChatHub.Infrastructure.Database;
using Microsoft.AspNetCore.SignalR;

namespace ChatHub.Api.Errors;

/// <summary>
/// Maps what a hub method throws to <c>code: sentence</c>, the one form that clients parse. It calls the method before it awaits anything,
/// because sends keep their order only while the filters before them do not wait.
/// </summary>
internal sealed partial class HubErrors(ILogger<HubErrors> logger) : IHubFilter
{
    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        try
        {
            return await next(invocationContext);
        }
        catch (RefusedException refusal)
        {
            throw ToHubException(refusal);
        }
        catch (OperationCanceledException) when (invocationContext.Context.ConnectionAborted.IsCancellationRequested)
        {
            throw ToHubException(new RefusedException(ErrorCatalogue.Unavailable));
        }
        catch (Exception exception)
        {
            LogUnexpected(exception, invocationContext.HubMethodName);
            throw ToHubException(DatabaseOutage.ToRefusal(exception) ?? new RefusedException(ErrorCatalogue.Internal));
        }
    }

    public async Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.Context.ConnectionAborted.IsCancellationRequested)
        {
            // Gone before it was there: SignalR would log an error, as often as a client likes.
        }
        catch (RefusedException)
        {
            // Its account has gone meanwhile.
            context.Context.Abort();
        }
    }

    /// <summary>A refusal as the hub's clients get it.</summary>
    public static HubException ToHubException(RefusedException refusal)
    {
        var retry = refusal.RetryAfter is { } wait
            ? string.Create(CultureInfo.InvariantCulture, $" retry after {Math.Ceiling(wait.TotalMilliseconds):0} ms")
            : "";
        return new HubException($"{refusal.Error.Code}: {refusal.Message}{retry}");
    }

    [LoggerMessage(EventId = 2001, Level = LogLevel.Error, Message = "{Method} failed for a reason that is no refusal")]
    private partial void LogUnexpected(Exception exception, string method);
}
