using ChatHub.Domain.Accounts.Throttling;
using ChatHub.Domain.Errors;
using ChatHub.Domain.Nodes;
using ChatHub.Domain.Time;

namespace ChatHub.Domain.Accounts;

/// <summary>
/// Sessions once they are open: renewing them, looking at them, ending them. What is ended stops: its tokens with the answer, its live connections
/// within two seconds. Safe for any number of callers.
/// </summary>
public sealed class SessionService(
    ISessionStore sessions, IUserStore users, IAccessTokens accessTokens, IRefreshTokens refreshTokens, LoginThrottle throttle, INoticeBus notices, AuthOptions options,
    TimeProvider time)
{
    /// <summary>How long a token that was used is given its successor once more.</summary>
    public static readonly TimeSpan RepeatWithin = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Renews a session: each refresh token is good once (RFC 9700, section 4.14.2). Used again within 10 s it is given the same successor; later, the session ends,
    /// because one of the two who hold the token has stolen it.
    /// </summary>
    /// <exception cref="RefusedException"><c>invalid_request</c>, <c>invalid_token</c>, <c>too_many_attempts</c>, <c>unavailable</c>.</exception>
    public async Task<Login> RefreshAsync(string? value, Client client, CancellationToken cancel)
    {
        var token = await ReadAsync(value, client);
        await throttle.CountRefreshAsync(token);
        var renewal = await sessions.RenewAsync(token, refreshTokens.Make(token.SessionId, token.Generation + 1), UseNow(client));
        if (renewal is { Outcome: RenewalOutcome.Replayed, Session: { } stolen })
            notices.Publish(new SessionsEndedNotice(stolen.UserId, SessionEnding.SessionEnded, [stolen.Id]));
        if (renewal is not { Outcome: RenewalOutcome.Renewed or RenewalOutcome.Repeated, Session: { } session })
            throw new RefusedException(ErrorCatalogue.InvalidToken, "The refresh token is not valid any more; log in again.");
        var user = await users.FindAsync(session.UserId, cancel) ?? throw new RefusedException(ErrorCatalogue.InvalidToken);
        return new Login(user, accessTokens.Issue(session), refreshTokens.Make(session.Id, renewal.Generation));
    }

    /// <summary>Ends the session that one calls from.</summary>
    public Task LogOutAsync(Caller caller) => EndAsync(caller.SessionId, owner: null, SessionEnding.Logout);

    /// <summary>Ends the session of a refresh token, even of one that was used.</summary>
    /// <exception cref="RefusedException"><c>invalid_token</c>, <c>too_many_attempts</c>, <c>unavailable</c>.</exception>
    public async Task LogOutAsync(string? refreshToken, Client client)
        => await EndAsync((await ReadAsync(refreshToken, client)).SessionId, owner: null, SessionEnding.Logout);

    /// <summary>One's own sessions, the last used first.</summary>
    public async Task<IReadOnlyList<Session>> ListAsync(Caller caller, CancellationToken cancel)
    {
        var now = UseNow(new Client(null, null));
        return (await sessions.ListAsync(caller.UserId, cancel)).Where(session => session.LastUsedAt >= now.UsedBefore && session.CreatedAt >= now.CreatedBefore).ToList();
    }

    /// <summary>Ends one of one's own sessions.</summary>
    /// <exception cref="RefusedException"><c>not_found</c>, <c>unavailable</c>.</exception>
    public async Task EndAsync(Caller caller, string sessionId)
    {
        if (!await EndAsync(sessionId, caller.UserId, sessionId == caller.SessionId ? SessionEnding.Logout : SessionEnding.SessionEnded))
            throw new RefusedException(ErrorCatalogue.NotFound, "You have no such session.");
    }

    /// <summary>What a live connection may go on with: a newer token of the same person.</summary>
    /// <exception cref="RefusedException"><c>invalid_request</c>, <c>invalid_token</c>, <c>token_expired</c>, <c>forbidden</c> for another person's token.</exception>
    public async Task<(Caller Caller, DateTimeOffset ExpiresAt)> CheckTokenAsync(Caller caller, string? accessToken, CancellationToken cancel)
    {
        if (string.IsNullOrEmpty(accessToken))
            throw new RefusedException("accessToken", "Is required.");
        var content = await accessTokens.ReadAsync(accessToken);
        var renewed = await sessions.FindCallerAsync(content.SessionId, cancel) ?? throw new RefusedException(ErrorCatalogue.InvalidToken, "The token's session has ended.");
        return renewed.UserId == caller.UserId
            ? (renewed, content.ExpiresAt)
            : throw new RefusedException(ErrorCatalogue.Forbidden, "The token is another person's.");
    }

    /// <summary>Removes what nobody can use any more.</summary>
    public Task RemoveExpiredAsync()
    {
        var now = UseNow(new Client(null, null));
        return sessions.RemoveExpiredAsync(now.UsedBefore, now.CreatedBefore);
    }

    private async Task<RefreshToken> ReadAsync(string? value, Client client)
    {
        if (value is null)
            throw new RefusedException("refreshToken", "Is required.");
        if (refreshTokens.Read(value) is { } token)
            return token;
        // Only what this server has not made counts against an address: no stranger can shut a neighbour's session out.
        await throttle.CountForgeryAsync(client);
        throw new RefusedException(ErrorCatalogue.InvalidToken, "The refresh token is not valid here.");
    }

    private async Task<bool> EndAsync(string sessionId, long? owner, SessionEnding reason)
    {
        if (await sessions.EndAsync(sessionId, owner) is not { } userId)
            return false;
        notices.Publish(new SessionsEndedNotice(userId, reason, [sessionId]));
        return true;
    }

    private SessionUse UseNow(Client client)
    {
        var now = time.GetUtcMilliseconds();
        return new SessionUse(now, client, now - TimeSpan.FromDays(options.RefreshTokenDays), now - Session.LongestLife, now - RepeatWithin);
    }
}
