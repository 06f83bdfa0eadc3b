namespace ChatHub.Domain.Accounts;

/// <summary>Signs access tokens and reads them again. Safe for any number of callers.</summary>
public interface IAccessTokens
{
    /// <summary>A token for a session that lives from now on: as long as configured, and not beyond the session's own end.</summary>
    AccessToken Issue(Session session);

    /// <summary>Reads a token that came by another way than a request's header.</summary>
    /// <exception cref="Errors.RefusedException"><c>token_expired</c>; <c>invalid_token</c> for any other fault.</exception>
    Task<TokenContent> ReadAsync(string token);
}

/// <summary>A bearer token and how long it lives from now on.</summary>
public sealed record AccessToken(string Value, TimeSpan ExpiresIn)
{
    // A record would print its value.
    public override string ToString() => "(access token)";
}

/// <summary>What a good token says: which session it is of, and until when it is good.</summary>
public sealed record TokenContent(string SessionId, DateTimeOffset ExpiresAt);
