using System.Security.Cryptography;
using System.Text;

namespace ChatHub.Infrastructure.Accounts;

/// <summary>
/// The server's own secret, made on the first start and kept beside the database, not in it: whoever steals the database alone
/// can neither renew sessions nor guess passwords (OWASP Password Storage Cheat Sheet, "Peppering"). Read once, then immutable.
/// </summary>
public sealed class Pepper
{
    private const int Length = 48;

    /// <exception cref="StartupException">The secret can be neither read nor made.</exception>
    public Pepper(DataDirectory data)
    {
        var folder = data.Folder("keys");
        Bytes = KeyFile.ReadOrCreate(Path.Combine(folder, "pepper"), () => RandomNumberGenerator.GetBytes(Length));
        if (Bytes.Length != Length)
            throw new StartupException($"DataDirectory: {Path.Combine(folder, "pepper")} must have {Length} bytes.");
    }

    /// <summary>Mixed into every password before it is hashed.</summary>
    internal byte[] Bytes { get; }

    /// <summary>Tells peppers apart without telling anything of them; the database keeps it, to know the pepper it belongs to.</summary>
    internal string Fingerprint => Convert.ToHexStringLower(HMACSHA256.HashData(Bytes, "fingerprint"u8)[..8]);

    /// <summary>Tells whether a name is a retired one, without keeping which names those were.</summary>
    internal byte[] HashName(string usernameKey) => HMACSHA256.HashData(Bytes, Encoding.UTF8.GetBytes("name:" + usernameKey));

    /// <summary>A key of 256 bits for one purpose, of which the pepper cannot be learnt (RFC 5869). It stays the same for as long as the pepper does.</summary>
    internal byte[] Derive(string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, Bytes, outputLength: 32, info: Encoding.ASCII.GetBytes("chathub " + purpose));
}
