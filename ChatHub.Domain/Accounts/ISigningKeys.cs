namespace ChatHub.Domain.Accounts;

/// <summary>The keys with which access tokens can be checked by others. Safe for any number of callers.</summary>
public interface ISigningKeys
{
    /// <summary>The one that signs, the next one, and those whose tokens may still live.</summary>
    IReadOnlyList<PublicSigningKey> List();
}

/// <summary>A public key: a point on the curve P-256 (RFC 7518, section 6.2.1).</summary>
/// <param name="Id">Its thumbprint (RFC 7638).</param>
/// <param name="X">The point's first coordinate, base64url.</param>
/// <param name="Y">The point's second coordinate, base64url.</param>
public sealed record PublicSigningKey(string Id, string X, string Y);
