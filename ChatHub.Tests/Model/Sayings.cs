namespace ChatHub.Tests.Model;

/// <summary>A few things to say: with and without names in them, in all ways in which a name may or may not be meant.</summary>
internal static class Sayings
{
    public static Said Pick(int number, IReadOnlyList<string> users)
    {
        var (one, other) = (users[number / 7 % users.Count], users[((number / 7) + 1) % users.Count]);
        return (number % 7) switch
        {
            0 => new Said("hello", "hello"),
            1 => new Said($"hi @{one}", $"hi @{one}", one),
            2 => new Said($"@{one.ToLowerInvariant()}, @{other}.", $"@{one.ToLowerInvariant()}, @{other}.", one, other),
            3 => new Said($"mail me@{one} or (@{other})", $"mail me@{one} or (@{other})", other),
            4 => new Said($"@{one} @{one.ToUpperInvariant()}", $"@{one} @{one.ToUpperInvariant()}", one),
            5 => new Said("  two\nlines \t", "two\nlines"),
            _ => new Said($"@{one}x is nobody", $"@{one}x is nobody"),
        };
    }
}
