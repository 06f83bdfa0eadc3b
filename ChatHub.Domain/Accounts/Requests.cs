namespace ChatHub.Domain.Accounts;

/// <summary>What someone who signs up gives; nothing is checked yet.</summary>
public sealed record NewAccount(string? Username, string? Password, string? DisplayName, string? Language);

/// <summary>What someone who logs in gives; nothing is checked yet.</summary>
public sealed record Credentials(string? Username, string? Password);

/// <summary>Someone whom an app of the operator's has signed in; nothing is checked yet. A field that is not set stays as it is.</summary>
public sealed record AppUser(string? Username, Optional<string?> DisplayName, Optional<string?> Language);

/// <summary>A change to one's own profile; a field that is not set stays as it is.</summary>
public sealed record ProfileChange(Optional<string?> DisplayName, Optional<string?> Language);

/// <summary>A session that was opened or renewed.</summary>
public sealed record Login(User User, AccessToken AccessToken, RefreshToken RefreshToken);
