namespace ChatHub.Domain.Accounts;

/// <summary>What someone who signs up gives; nothing is checked yet.</summary>
public sealed record NewAccount(string? Username, string? Password, string? DisplayName, string? Language);

/// <summary>What someone who logs in gives; nothing is checked yet.</summary>
public sealed record Credentials(string? Username, string? Password, string? Device, string? Address);

/// <summary>A change to one's own profile; a field that is not set stays as it is.</summary>
public sealed record ProfileChange(Optional<string?> DisplayName, Optional<string?> Language);

/// <summary>A login that succeeded.</summary>
public sealed record Login(User User, AccessToken Token);

/// <summary>A bearer token and how long it lives from now on.</summary>
public sealed record AccessToken(string Value, TimeSpan ExpiresIn);
