using System.Buffers;

namespace ChatHub.Tests.Support.Secrets;

/// <summary>Secrets that are known by what they look like.</summary>
internal static class SecretShapes
{
    private const int ShortestHeader = 16;

    /// <summary>240 bits.</summary>
    private const int ShortestOpaque = 40;

    private static readonly SearchValues<string> Marks = SearchValues.Create(["eyJ", "access_token=", "Bearer "], StringComparison.OrdinalIgnoreCase);
    private static readonly SearchValues<char> TokenCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    public static SecretKind? FindIn(ReadOnlySpan<char> text)
    {
        var left = text;
        for (var at = left.IndexOfAny(Marks); at >= 0; at = left.IndexOfAny(Marks))
        {
            left = left[at..];
            if (left.StartsWith("eyJ", StringComparison.Ordinal) && IsJwt(left))
                return SecretKind.AccessToken;
            if (left.StartsWith("access_token=", StringComparison.OrdinalIgnoreCase) && TokenLength(left["access_token=".Length..]) > 0)
                return SecretKind.TokenInAQuery;
            if (left.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) && TokenLength(left["Bearer ".Length..]) >= ShortestHeader)
                return SecretKind.AuthorizationHeader;
            left = left[1..];
        }

        return HasOpaqueToken(text) ? SecretKind.OpaqueToken : null;
    }

    private static bool IsJwt(ReadOnlySpan<char> text)
    {
        var header = TokenLength(text);
        return header < text.Length && text[header] == '.' && text[(header + 1)..].StartsWith("eyJ", StringComparison.Ordinal);
    }

    /// <summary>So long without anything between, and of all kinds of characters, as no name is.</summary>
    private static bool HasOpaqueToken(ReadOnlySpan<char> text)
    {
        for (var at = 0; text.Length - at >= ShortestOpaque;)
        {
            var length = TokenLength(text[at..]);
            if (length >= ShortestOpaque && IsRandom(text.Slice(at, length)) && !IsKeyId(text[..at]))
                return true;
            at += length + 1;
        }

        return false;
    }

    /// <summary>What names a key that signs is as random, and no secret: so Microsoft.IdentityModel writes it.</summary>
    private static bool IsKeyId(ReadOnlySpan<char> before)
        => before.TrimEnd('\'') is var words && (words.EndsWith("Id: ", StringComparison.Ordinal) || words.EndsWith("kid: ", StringComparison.Ordinal));

    private static bool IsRandom(ReadOnlySpan<char> run)
    {
        var (digits, capitals, small) = (0, 0, 0);
        foreach (var character in run)
        {
            digits += char.IsAsciiDigit(character) ? 1 : 0;
            capitals += char.IsAsciiLetterUpper(character) ? 1 : 0;
            small += char.IsAsciiLetterLower(character) ? 1 : 0;
        }

        return digits >= 3 && capitals >= 8 && small >= 8;
    }

    private static int TokenLength(ReadOnlySpan<char> text) => text.IndexOfAnyExcept(TokenCharacters) is var end and >= 0 ? end : text.Length;
}
