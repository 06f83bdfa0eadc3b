using ChatHub.Domain.Accounts;
using ZxcvbnMatcher = Zxcvbn.Zxcvbn;

namespace ChatHub.Infrastructure.Accounts;

/// <summary>
/// zxcvbn: lists of English words, names and leaked passwords, with dates, keyboard patterns, sequences and l33t. Its lists are read once and only
/// read from then on. Its time grows much faster than the length, so that it is asked about short texts only; no list holds a longer one.
/// </summary>
internal sealed class ZxcvbnPasswordStrength : IPasswordStrength
{
    private const int LongestPart = 32;

    private readonly ZxcvbnMatcher _matcher = new();

    public double EstimateGuesses(Password password, IReadOnlyCollection<string> names)
    {
        var (part, times) = RepeatedPart(password.Value);
        if (part.Length > LongestPart)
            return double.PositiveInfinity;
        return Math.Pow(2, _matcher.EvaluatePassword(part, names).Entropy - 1) * times;
    }

    /// <summary>The shortest part that makes the whole when it is repeated: the library sees a repetition only of a single character.</summary>
    private static (string Part, int Times) RepeatedPart(string text)
    {
        for (var length = 1; length <= text.Length / 2; length++)
        {
            if (text.Length % length == 0 && text.AsSpan(length).SequenceEqual(text.AsSpan(0, text.Length - length)))
                return (text[..length], text.Length / length);
        }

        return (text, 1);
    }
}
