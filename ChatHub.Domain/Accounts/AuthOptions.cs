using System.ComponentModel.DataAnnotations;

namespace ChatHub.Domain.Accounts;

/// <summary>The section <c>Auth</c>: who may have an account, and how accounts are guarded.</summary>
public sealed class AuthOptions
{
    /// <summary>bcrypt's cost, a power of two. OWASP's Password Storage Cheat Sheet asks for at least 10.</summary>
    [Range(10, 16)]
    public int BcryptWorkFactor { get; init; } = 12;

    /// <summary>How long an access token lives, in minutes.</summary>
    [Range(1, 1440)]
    public int AccessTokenMinutes { get; init; } = 60;

    /// <summary>How long a session lives without being used, in days.</summary>
    [Range(1, 90)]
    public int RefreshTokenDays { get; init; } = 14;

    /// <summary>How long a key signs access tokens before the next one takes its place, in days.</summary>
    [Range(2, 3650)]
    public int SigningKeyDays { get; init; } = 90;

    /// <summary>Whether anyone may sign up.</summary>
    public SignupPolicy Signup { get; init; } = SignupPolicy.Open;

    /// <summary>Keys for apps that bring their own users, each of 32 characters or more. Secrets.</summary>
    public IReadOnlyList<string> ServerKeys { get; init; } = [];

    /// <summary>Usernames that own the room <c>general</c>.</summary>
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
