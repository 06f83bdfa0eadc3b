using System.Security.Cryptography;
using System.Text;

namespace ChatHub.Domain.Accounts;

/// <summary>The keys of apps that bring their own users (<c>Auth:ServerKeys</c>). Immutable; safe for any number of callers.</summary>
public sealed class ServerKeys(AuthOptions options)
{
    // Their hashes: all of one length, so that a comparison tells nothing of a key, not even how long it is.
    private readonly byte[][] _hashes = options.ServerKeys.Select(Hash).ToArray();

    /// <summary>Whether it is one of the keys. Takes the same time whichever it is, and if it is none.</summary>
    public bool Include(string key)
    {
        var (given, isOne) = (Hash(key), false);
        foreach (var hash in _hashes)
            isOne |= CryptographicOperations.FixedTimeEquals(hash, given);
        return isOne;
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
