namespace ChatHub.Domain.Accounts;

/// <summary>Who makes a call: a user, signed in by a session that was good when the call began.</summary>
public sealed record Caller(long UserId, string Username, string SessionId);
