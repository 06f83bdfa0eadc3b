using System.ComponentModel.DataAnnotations;

namespace ChatHub.Domain.Accounts;

/// <summary>The section <c>Auth</c>: who may have an account, and how accounts are guarded.</summary>
public sealed class AuthOptions
{
    /// <summary>bcrypt's cost, a power of two; hashes are renewed at login when it rises. OWASP's Password Storage Cheat Sheet asks for at least 10.</summary>
    [Range(10, 16)]
    public int BcryptWorkFactor { get; init; } = 12;

    /// <summary>How long an access token lives, in minutes.</summary>
    [Range(1, 1440)]
    public int AccessTokenMinutes { get; init; } = 60;

    /// <summary>How long a session lives that is not renewed, in days; every session ends after 90.</summary>
    [Range(1, 90)]
    public int RefreshTokenDays { get; init; } = 14;

    /// <summary>How long a key signs access tokens before the next one takes its place, in days.</summary>
    [Range(2, 3650)]
    public int SigningKeyDays { get; init; } = 90;

    /// <summary>Whether anyone may sign up. <c>Closed</c>: <c>POST /signup</c> answers <c>forbidden</c>.</summary>
    public SignupPolicy Signup { get; init; } = SignupPolicy.Open;

    /// <summary>For the backends of apps that bring their own users: <c>POST /sessions</c>, <c>DELETE /users/{username}/sessions</c>. Secrets.</summary>
    /// <value>a list of keys, each of 32 or more characters of printable ASCII</value>
    public IReadOnlyList<string> ServerKeys { get; init; } = [];

    /// <summary>Who owns the room <c>general</c>, once they join it, or next join it on the hub, and may see what translation costs.</summary>
    /// <value>a list of usernames</value>
    public IReadOnlyList<string> Admins { get; init; } = [];
}

/// <summary>Who may sign up.</summary>
public enum SignupPolicy
{
    /// <summary>Anyone.</summary>
    Open,

    /// <summary>Nobody: <c>POST /signup</c> is <c>forbidden</c>.</summary>
    Closed,
}
