using System.Text.Json.Serialization;

namespace ChatHub.Contracts;

/// <summary>Someone who signs up.</summary>
/// <param name="Username" example="ana">1 to 64 letters, digits, <c>.</c>, <c>_</c> or <c>-</c>, of any script; unique without regard to case.</param>
/// <param name="Password" example="correct horse battery">8 to 256 characters of any kind; not one's own name, and not easily guessed.</param>
/// <param name="DisplayName" example="Ana">What people see, 1 to 128 characters; the username if left out.</param>
/// <param name="Language" example="es">The reading language as a BCP 47 tag, such as <c>es</c> or <c>pt-BR</c>; no translation if left out.</param>
public sealed record SignupRequest(string? Username, string? Password, string? DisplayName = null, string? Language = null)
{
    /// <summary>The name only: a record would print its secrets.</summary>
    public override string ToString() => nameof(SignupRequest);
}

/// <summary>The account that was made.</summary>
/// <param name="User">As <c>GET /me</c> shows it.</param>
public sealed record SignupAnswer(UserDto User);

/// <summary>Someone who logs in.</summary>
/// <param name="Username" example="ana">In any case.</param>
/// <param name="Password" example="correct horse battery">8 to 256 characters.</param>
public sealed record LoginRequest(string? Username, string? Password)
{
    /// <summary>The name only: a record would print its secrets.</summary>
    public override string ToString() => nameof(LoginRequest);
}

/// <summary>One's own account.</summary>
/// <param name="Username">As given at signup.</param>
/// <param name="DisplayName">What people see.</param>
/// <param name="Language">The reading language; null for no translation.</param>
/// <param name="CreatedAt">When the account was made.</param>
public sealed record UserDto(string Username, string DisplayName, string? Language, DateTimeOffset CreatedAt);

/// <summary>What everyone may know of a user.</summary>
/// <param name="Username">As given at signup.</param>
/// <param name="DisplayName">What people see.</param>
/// <param name="CreatedAt">When the account was made.</param>
public sealed record PublicUserDto(string Username, string DisplayName, DateTimeOffset CreatedAt);

/// <summary>A change to one's own account; what is left out stays as it is.</summary>
/// <param name="DisplayName" example="Ana">What people see, 1 to 128 characters; null for the username.</param>
/// <param name="Language" example="es">The reading language; null for no translation.</param>
public sealed record ProfileRequest(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Optional<string?> DisplayName,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Optional<string?> Language);

/// <summary>The wish to delete one's own account.</summary>
/// <param name="Password" example="correct horse battery">One's password once more, so that a token alone is not enough; left out by those who have none, because an app signs them in.</param>
public sealed record DeleteAccountRequest(string? Password = null)
{
    /// <summary>The name only: a record would print its secrets.</summary>
    public override string ToString() => nameof(DeleteAccountRequest);
}
