using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ChatHub.Domain.Accounts;
using Microsoft.IdentityModel.Tokens;

namespace ChatHub.Infrastructure.Accounts;

/// <summary>A key that signs access tokens from a time on: ECDSA over P-256, in a file of its own whose name says since when. Immutable; safe for any number of callers.</summary>
internal sealed class SigningKey : IDisposable
{
    private const string Prefix = "signing-";

    private readonly ECDsa _key;

    /// <exception cref="StartupException">The file holds no such key.</exception>
    public SigningKey(string path)
    {
        Path = path;
        SignsFrom = ReadTime(path);
        _key = Read(path);
        // A factory of its own: the shared one keeps signers by key id for the whole process, after their key has been disposed, too.
        Key = new ECDsaSecurityKey(_key) { CryptoProviderFactory = new CryptoProviderFactory() };
        Key.KeyId = Base64UrlEncoder.Encode(Key.ComputeJwkThumbprint());
        Credentials = new SigningCredentials(Key, SecurityAlgorithms.EcdsaSha256);
    }

    public string Path { get; }

    public DateTimeOffset SignsFrom { get; }

    public ECDsaSecurityKey Key { get; }

    public SigningCredentials Credentials { get; }

    /// <summary>What everybody may know of it.</summary>
    public PublicSigningKey Public
    {
        get
        {
            var point = _key.ExportParameters(includePrivateParameters: false).Q;
            return new PublicSigningKey(Key.KeyId, Base64UrlEncoder.Encode(point.X), Base64UrlEncoder.Encode(point.Y));
        }
    }

    public static IEnumerable<string> FilesIn(string folder) => Directory.EnumerateFileSystemEntries(folder, "signing*.pem");

    /// <summary>Makes a key that signs from a time on.</summary>
    public static SigningKey Create(string folder, DateTimeOffset from)
    {
        var path = System.IO.Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{from.ToUnixTimeSeconds()}.pem"));
        KeyFile.ReadOrCreate(path, () =>
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            return Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem());
        });
        return new SigningKey(path);
    }

    public void Dispose() => _key.Dispose();

    /// <summary>From the name; of the first version's, which has none, from the file.</summary>
    private static DateTimeOffset ReadTime(string path)
    {
        var name = System.IO.Path.GetFileNameWithoutExtension(path);
        return name.StartsWith(Prefix, StringComparison.Ordinal) && long.TryParse(name[Prefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(Math.Min(seconds, DateTimeOffset.MaxValue.ToUnixTimeSeconds()))
            : new DateTimeOffset(File.GetLastWriteTimeUtc(path));
    }

    private static ECDsa Read(string path)
    {
        var pem = KeyFile.ReadOrCreate(path, () => throw new IOException("It has gone."));
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(Encoding.ASCII.GetString(pem));
            // A public key can be imported, and a key of another curve: either would fail only when the first person logs in.
            if (key.ExportParameters(includePrivateParameters: true).Curve.Oid.Value != ECCurve.NamedCurves.nistP256.Oid.Value)
                throw new CryptographicException("Another curve.");
            return key;
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw new StartupException($"DataDirectory: {path} holds no private key for P-256 in PEM form.", e);
        }
    }
}
