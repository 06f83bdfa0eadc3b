namespace ChatHub.Domain.Accounts;

/// <summary>Who makes a call: a user, signed in by a session that was good when the call began.</summary>
public sealed record Caller(long UserId, string Username, string SessionId)
{
    public Person Person => new(UserId, Username);

    /// <summary>Whether a name, in whatever case, is the caller's own.</summary>
    public bool Is(string? username) => Accounts.Username.TryParse(username, out var name) && name.Key == Accounts.Username.KeyOf(Username);
}
