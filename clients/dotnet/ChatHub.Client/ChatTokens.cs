using ChatHub.Contracts;

namespace ChatHub.Client;

/// <summary>The tokens of a session that somebody else opened: an app's backend, with a server key. Immutable; it prints no token.</summary>
/// <param name="AccessToken">For every call.</param>
/// <param name="ExpiresIn">How long the access token lives from now on.</param>
/// <param name="RefreshToken">With it the client renews the session by itself; without it, it asks for other tokens each time.</param>
public sealed record ChatTokens(string AccessToken, TimeSpan ExpiresIn, string? RefreshToken = null)
{
    /// <summary>From the answer of <c>POST /sessions</c> or <c>POST /login</c>.</summary>
    public static ChatTokens From(LoginAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return new(answer.AccessToken, TimeSpan.FromSeconds(answer.ExpiresIn), answer.RefreshToken);
    }

    /// <summary>The name only: a record would print its secrets.</summary>
    public override string ToString() => nameof(ChatTokens);
}
