using ChatHub.Contracts;
using ChatHub.Domain.Accounts;
using ChatHub.Domain.Errors;

namespace ChatHub.Api.Realtime;

/// <summary>The tokens that live connections go on with. Safe for any number of callers.</summary>
internal sealed class ConnectionTokens(SessionService sessions, ISessionStore store, TimeProvider time)
{
    /// <summary>Lets a connection live on by another token of the same person: by whichever of a session's tokens expires last; from then on it is of that token's session.</summary>
    public Task<RenewTokenDto> RenewAsync(ClientConnection connection, string? accessToken) => connection.InTurnAsync(async () =>
    {
        var (caller, expiresAt) = await sessions.CheckTokenAsync(connection.Caller, accessToken, connection.Aborted);
        // Of the same session, an older token than the one that it has takes nothing away.
        if (caller.SessionId != connection.Caller.SessionId || expiresAt >= connection.ExpiresAt)
            connection.Renew(caller, expiresAt);
        // The new session may have ended after it was looked at, and before the connection could be found by it.
        if (await store.FindCallerAsync(connection.Caller.SessionId, connection.Aborted) is null)
        {
            _ = connection.EndAsync(SessionEnding.SessionEnded);
            throw new RefusedException(ErrorCatalogue.InvalidToken, "The token's session has ended.");
        }

        return new RenewTokenDto((long)Math.Max(0, (connection.ExpiresAt - time.GetUtcNow()).TotalSeconds));
    });
}
