namespace ChatHub.Domain.Accounts;

/// <summary>A login that lasts: what an access token is a proof of. Ends when its row does.</summary>
/// <param name="Id">128 random bits, base64url; carried by the token as <c>sid</c>.</param>
/// <param name="UserId">Whose session it is.</param>
/// <param name="CreatedAt">When the person logged in.</param>
/// <param name="Device">What the client said it is (its User-Agent), at most 256 characters; null if it said nothing.</param>
/// <param name="Address">The network address it came from; null if unknown.</param>
public sealed record Session(string Id, long UserId, DateTimeOffset CreatedAt, string? Device, string? Address);
