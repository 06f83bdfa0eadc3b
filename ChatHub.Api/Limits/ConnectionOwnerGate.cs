using System.Text.Json;
using ChatHub.Api.Accounts;
using ChatHub.Api.Errors;
using ChatHub.Api.Realtime;
using ChatHub.Domain.Errors;
using ChatHub.Domain.Limits;

namespace ChatHub.Api.Limits;

/// <summary>
/// Lets only the user who negotiated a connection make requests for it. SignalR takes any good token for any connection's id, and merely logs that the user has changed: who came by an
/// id, of a log or a proxy, would speak and read as its owner. Safe for any number of requests.
/// </summary>
internal sealed class ConnectionOwnerGate(RequestDelegate next, ConnectionIds ids)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    public Task InvokeAsync(HttpContext context)
    {
        if (context.User.Identity?.IsAuthenticated != true)
            return next(context);
        var userId = context.User.ToCaller().UserId;
        if (ChatHubRoute.IsNegotiation(context.Request))
            return NegotiateAsync(context, userId, ClientAddress.Of(context.Connection.RemoteIpAddress));
        // As for one that does not exist.
        return ids.IsForeign(context.Request.Query["id"].ToString(), userId) ? Problems.WriteAsync(context, ErrorCatalogue.NotFound) : next(context);
    }

    /// <summary>Notes the id in the answer before the client can have it.</summary>
    private async Task NegotiateAsync(HttpContext context, long userId, ClientAddress? address)
    {
        if (!ids.TryReserve(userId, address))
        {
            await Problems.WriteAsync(context, new RefusedException(ErrorCatalogue.RateLimited, "Too many hub connections were negotiated; connect with one first.", RetryAfter));
            return;
        }

        using var answer = new MemoryStream();
        string? id = null;
        try
        {
            id = await AnswerIntoAsync(context, answer);
        }
        finally
        {
            if (id is null)
                ids.Release(userId, address);
        }

        if (id is not null)
            ids.Negotiated(id, userId, address);
        answer.Position = 0;
        await answer.CopyToAsync(context.Response.Body, CancellationToken.None);
    }

    /// <returns>The id in the answer; null when it has none.</returns>
    private async Task<string?> AnswerIntoAsync(HttpContext context, MemoryStream answer)
    {
        var body = context.Response.Body;
        context.Response.Body = answer;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = body;
        }

        return context.Response.StatusCode == StatusCodes.Status200OK ? FindId(answer) : null;
    }

    /// <summary>What later requests carry as <c>id</c>: version 0 of the negotiation has no token beside the id.</summary>
    private static string? FindId(MemoryStream answer)
    {
        using var json = JsonDocument.Parse(answer.GetBuffer().AsMemory(0, (int)answer.Length));
        return json.RootElement.TryGetProperty("connectionToken", out var token) || json.RootElement.TryGetProperty("connectionId", out token) ? token.GetString() : null;
    }
}
