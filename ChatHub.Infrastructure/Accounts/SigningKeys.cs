using System.Collections.Immutable;
using ChatHub.Domain.Accounts;
using Microsoft.IdentityModel.Tokens;

namespace ChatHub.Infrastructure.Accounts;

/// <summary>
/// The keys that sign access tokens, beside the database and not in it: whoever steals the database alone can sign none. A key signs for
/// <c>Auth:SigningKeyDays</c>; the next one is published a day before it signs, and an old one is kept until the last token that it signed has expired
/// (NIST SP 800-57 Part 1, section 5.3). Reading is safe for any number of callers; a lock guards <see cref="Renew"/>.
/// </summary>
public sealed class SigningKeys : ISigningKeys, IDisposable
{
    private static readonly TimeSpan PublishedBefore = TimeSpan.FromDays(1);

    private readonly string _folder;
    private readonly TimeSpan _signsFor;
    private readonly TimeSpan _tokensLiveFor;
    private readonly TimeProvider _time;
    private readonly Lock _renewing = new();
    // In the order in which they sign. Those that are gone are not disposed of: someone may be checking a token with one.
    private ImmutableArray<SigningKey> _keys;

    /// <exception cref="StartupException">A key can be neither read nor made.</exception>
    public SigningKeys(DataDirectory data, AuthOptions options, TimeProvider time)
    {
        (_folder, _time) = (data.Folder("keys"), time);
        _signsFor = TimeSpan.FromDays(options.SigningKeyDays);
        _tokensLiveFor = TimeSpan.FromMinutes(options.AccessTokenMinutes) + AccessTokens.ClockSkew;
        _keys = ReadAll();
        HadNone = _keys.IsEmpty;
        Renew();
    }

    /// <summary>Whether this start found no key, and made the first one.</summary>
    internal bool HadNone { get; }

    /// <summary>The one that signs now: the newest whose time has come, or, by a clock that was set back, the oldest.</summary>
    internal SigningKey Current
    {
        get
        {
            var (keys, now) = (_keys, _time.GetUtcNow());
            return keys.LastOrDefault(key => key.SignsFrom <= now) ?? keys[0];
        }
    }

    public IReadOnlyList<PublicSigningKey> List() => [.. _keys.Select(key => key.Public)];

    /// <summary>Takes note of keys that another node has made, makes the next one when it is time, and removes those that no living token needs.</summary>
    public void Renew()
    {
        lock (_renewing)
        {
            var now = _time.GetUtcNow();
            var known = _keys.ToDictionary(key => key.Path, StringComparer.Ordinal);
            var keys = SigningKey.FilesIn(_folder).Select(path => known.GetValueOrDefault(path) ?? new SigningKey(path)).ToList();
            if (keys.Count == 0)
                keys.Add(SigningKey.Create(_folder, now));
            var newest = keys.MaxBy(key => key.SignsFrom)!;
            if (now >= newest.SignsFrom + _signsFor - PublishedBefore)
                keys.Add(SigningKey.Create(_folder, now + PublishedBefore));
            _keys = [.. WithoutUseless(keys.OrderBy(key => key.SignsFrom).ToList(), now)];
        }
    }

    /// <summary>Takes back the key that this start has made, so that the next start finds none either.</summary>
    internal void Discard()
    {
        if (HadNone)
            File.Delete(_keys[0].Path);
    }

    public void Dispose()
    {
        foreach (var key in _keys)
            key.Dispose();
    }

    /// <summary>The key that a token names; none for a token that names none, or another.</summary>
    internal IEnumerable<SecurityKey> Find(string? keyId) => _keys.Where(key => key.Key.KeyId == keyId).Select(key => key.Key);

    private ImmutableArray<SigningKey> ReadAll()
        => [.. SigningKey.FilesIn(_folder).Select(path => new SigningKey(path)).OrderBy(key => key.SignsFrom)];

    /// <summary>A key whose successor has signed for longer than a token lives has no token left.</summary>
    private IEnumerable<SigningKey> WithoutUseless(List<SigningKey> keys, DateTimeOffset now)
    {
        for (var index = 0; index < keys.Count; index++)
        {
            if (index + 1 < keys.Count && keys[index + 1].SignsFrom + _tokensLiveFor < now)
                File.Delete(keys[index].Path);
            else
                yield return keys[index];
        }
    }
}
