using System.Text.Json;
using ChatHub.Api.Accounts;
using ChatHub.Api.Errors;
using ChatHub.Api.Realtime;
using ChatHub.Domain.Errors;

namespace ChatHub.Api.Limits;

/// <summary>
/// Lets only the user who negotiated a connection make requests for it. SignalR takes any good token for any connection's id, and merely logs that the user has changed: who came by an
/// id, of a log or a proxy, would speak and read as its owner. Safe for any number of requests.
/// </summary>
internal sealed class ConnectionOwnerGate(RequestDelegate next, ConnectionIds ids)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (!ChatHubRoute.Contains(context.Request) || context.User.Identity?.IsAuthenticated != true)
            return next(context);
        var userId = context.User.ToCaller().UserId;
        if (ChatHubRoute.IsNegotiation(context.Request))
            return NegotiateAsync(context, userId);
        // As for one that does not exist.
        return ids.IsForeign(context.Request.Query["id"].ToString(), userId) ? Problems.WriteAsync(context, ErrorCatalogue.NotFound) : next(context);
    }

    /// <summary>Notes the id in the answer before the client can have it.</summary>
    private async Task NegotiateAsync(HttpContext context, long userId)
    {
        var body = context.Response.Body;
        using var answer = new MemoryStream();
        context.Response.Body = answer;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = body;
        }

        if (context.Response.StatusCode == StatusCodes.Status200OK && FindId(answer) is { } id)
            ids.Negotiated(id, userId);
        answer.Position = 0;
        await answer.CopyToAsync(body, CancellationToken.None);
    }

    /// <summary>What later requests carry as <c>id</c>: version 0 of the negotiation has no token beside the id.</summary>
    private static string? FindId(MemoryStream answer)
    {
        using var json = JsonDocument.Parse(answer.GetBuffer().AsMemory(0, (int)answer.Length));
        return json.RootElement.TryGetProperty("connectionToken", out var token) || json.RootElement.TryGetProperty("connectionId", out token) ? token.GetString() : null;
    }
}
