namespace ChatHub.Domain.Accounts;

/// <summary>Someone with an account, as rooms know them.</summary>
/// <param name="Id">The row; never shown to clients.</param>
/// <param name="Username">As given at signup.</param>
public sealed record Person(long Id, string Username);
