using System.Security.Cryptography;
using System.Text;

namespace ChatHub.Infrastructure.Accounts;

/// <summary>
/// The server's own secrets, made on the first start and kept beside the database, not in it: whoever steals the database alone
/// can neither sign tokens nor guess passwords (OWASP Password Storage Cheat Sheet, "Peppering"). Read once, then immutable.
/// </summary>
public sealed class ServerKeys : IDisposable
{
    private const int PepperBytes = 48;

    /// <exception cref="StartupException">A key can be neither read nor made.</exception>
    public ServerKeys(DataDirectory data)
    {
        var folder = data.Folder("keys");
        Pepper = KeyFile.ReadOrCreate(Path.Combine(folder, "pepper"), () => RandomNumberGenerator.GetBytes(PepperBytes));
        if (Pepper.Length != PepperBytes)
            throw new StartupException($"DataDirectory: {Path.Combine(folder, "pepper")} must have {PepperBytes} bytes.");
        Signing = ReadSigningKey(Path.Combine(folder, "signing.pem"));
    }

    /// <summary>Mixed into every password before it is hashed.</summary>
    internal byte[] Pepper { get; }

    /// <summary>Signs access tokens: ECDSA over P-256.</summary>
    internal ECDsa Signing { get; }

    /// <summary>Tells peppers apart without telling anything of them; the database keeps it, to know the pepper it belongs to.</summary>
    internal string PepperFingerprint => Convert.ToHexStringLower(HMACSHA256.HashData(Pepper, "fingerprint"u8)[..8]);

    /// <summary>Tells whether a name is a retired one, without keeping which names those were.</summary>
    internal byte[] HashName(string usernameKey) => HMACSHA256.HashData(Pepper, Encoding.UTF8.GetBytes("name:" + usernameKey));

    public void Dispose() => Signing.Dispose();

    private static ECDsa ReadSigningKey(string path)
    {
        var pem = KeyFile.ReadOrCreate(path, () =>
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            return Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem());
        });
        try
        {
            var signing = ECDsa.Create();
            signing.ImportFromPem(Encoding.ASCII.GetString(pem));
            // A public key can be imported, and a key of another curve: either would fail only when the first person logs in.
            if (signing.ExportParameters(includePrivateParameters: true).Curve.Oid.Value != ECCurve.NamedCurves.nistP256.Oid.Value)
                throw new CryptographicException("Another curve.");
            return signing;
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            throw new StartupException($"DataDirectory: {path} holds no private key for P-256 in PEM form.", e);
        }
    }
}
