namespace ChatHub.Domain.Accounts;

/// <summary>Keeps accounts. Safe for any number of callers; every write is durable when its task completes.</summary>
public interface IUserStore
{
    /// <summary>Adds an account, and its password if it has one.</summary>
    /// <returns>Null when the name is taken, whatever its case; the store decides, so two signups at once cannot both win.</returns>
    Task<User?> AddAsync(Username username, string displayName, string? language, string? passwordHash, DateTimeOffset at);

    Task<User?> FindAsync(long id, CancellationToken cancel);

    Task<User?> FindAsync(Username username, CancellationToken cancel);

    /// <summary>The accounts that exist among <paramref name="usernames"/>, in no particular order.</summary>
    Task<IReadOnlyList<User>> FindAsync(IReadOnlyCollection<Username> usernames, CancellationToken cancel);

    /// <summary>The account and its password's hash; null if there is no such account or it has no password.</summary>
    Task<(User User, string PasswordHash)?> FindWithPasswordAsync(Username username, CancellationToken cancel);

    /// <summary>Writes the fields that are set, and no others; nothing into an account that is deleted.</summary>
    Task UpdateProfileAsync(long userId, Optional<string> displayName, Optional<string?> language);
}
