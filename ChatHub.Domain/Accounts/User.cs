namespace ChatHub.Domain.Accounts;

/// <summary>A person with an account.</summary>
/// <param name="Id">The row; never shown to clients.</param>
/// <param name="Username">Immutable, as given at signup.</param>
/// <param name="DisplayName">What people see.</param>
/// <param name="Language">The reading language as a BCP 47 tag; null for no translation.</param>
/// <param name="CreatedAt">When the account was made.</param>
public sealed record User(long Id, string Username, string DisplayName, string? Language, DateTimeOffset CreatedAt);
