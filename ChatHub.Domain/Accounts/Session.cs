namespace ChatHub.Domain.Accounts;

/// <summary>A login that lasts: what an access token is a proof of. Ends when its row does.</summary>
/// <param name="Id">128 random bits, base64url; carried by the token as <c>sid</c>.</param>
/// <param name="UserId">Whose session it is.</param>
/// <param name="CreatedAt">When the person logged in.</param>
/// <param name="LastUsedAt">When it was last renewed.</param>
/// <param name="Device">What the client said it is (its User-Agent), at most 256 characters; null if it said nothing.</param>
/// <param name="Address">The network address it came from; null if unknown.</param>
public sealed record Session(string Id, long UserId, DateTimeOffset CreatedAt, DateTimeOffset LastUsedAt, string? Device, string? Address)
{
    /// <summary>
    /// However often it is renewed, a session ends after 90 days, and its owner logs in again (NIST SP 800-63B-4, section 2.2.3, asks for a definite
    /// limit at this level and leaves it to the service).
    /// </summary>
    public static readonly TimeSpan LongestLife = TimeSpan.FromDays(90);

    public DateTimeOffset EndsAt => CreatedAt + LongestLife;
}

/// <summary>Where a call comes from.</summary>
/// <param name="Device">What the client says it is (its User-Agent).</param>
/// <param name="Address">Its network address.</param>
/// <param name="DeviceMark">What it was given at an earlier login to be known again; not checked yet.</param>
public sealed record Client(string? Device, string? Address, string? DeviceMark = null)
{
    private const int MaxDevice = 256;

    /// <summary>The same, as short as it is kept.</summary>
    public string? ShortDevice => Device is { Length: > MaxDevice } ? Device[..MaxDevice] : Device;
}
