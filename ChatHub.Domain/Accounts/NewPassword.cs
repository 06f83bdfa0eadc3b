using System.Text;
using ChatHub.Domain.Text;

namespace ChatHub.Domain.Accounts;

/// <summary>
/// The rules for a password that someone wants to have from now on: not one's own name or the product's, and not easily guessed (NIST SP 800-63B-4,
/// section 3.1.1.2; OWASP ASVS 5.0, 6.2.4 and 6.2.11). It may be made of any characters: there are no rules of composition. Whoever logs in is not asked again,
/// because a rule that came later would lock people out. Safe for any number of callers.
/// </summary>
public sealed class NewPassword(IPasswordStrength strength)
{
    /// <summary>Longer ones are in no attacker's list of the commonest, and need no estimate, whose cost grows faster than the length.</summary>
    public const int MaxEstimated = 64;

    /// <summary>Up to here a password must be good; above, its length makes up for much.</summary>
    private const int MaxShort = 14;

    /// <summary>zxcvbn's score of 3, "safely unguessable", by the scale that it has had since its version 4.</summary>
    private const double GoodGuesses = 1e8;

    /// <summary>ASVS 6.2.4 asks for the 3,000 commonest; throttled guessing gets nowhere near.</summary>
    private const double CommonestGuesses = 10_000;

    /// <summary>What must be left of a password without the names in it, in letters and digits.</summary>
    private const int LeastBesideNames = 4;

    /// <summary>Shorter names stand in too many words.</summary>
    private const int ShortestName = 3;

    private const string Product = "ChatHub";

    /// <summary>Checks a password against the names of the one who asks for it.</summary>
    /// <returns>What is wrong with it, as a sentence; null when <paramref name="password"/> is good.</returns>
    public string? Check(string? text, IEnumerable<string?> ownNames, out Password password)
    {
        if (Password.Check(text, out password) is { } fault)
            return fault;
        var names = ownNames.Append(Product).SelectMany(WordsOf).Where(name => name.Length >= ShortestName).Distinct().OrderByDescending(name => name.Length).ToList();
        if (IsMadeOf(names, Fold(password.Value)))
            return "Must not be your own name, or the name of this product.";

        var length = Unicode.CountCodePoints(password.Value);
        if (length > MaxEstimated)
            return null;
        var guesses = strength.EstimateGuesses(password, names);
        if (length > MaxShort)
            return guesses < CommonestGuesses ? "Is among the first that anyone would guess." : null;
        return guesses < GoodGuesses ? $"Is too easy to guess. Several unrelated words, {MaxShort + 1} characters or more, are hard to guess and easy to remember." : null;
    }

    private static bool IsMadeOf(List<string> names, string password)
    {
        var left = names.Aggregate(password, (rest, name) => rest.Replace(name, "", StringComparison.Ordinal));
        return left.Length < password.Length && Unicode.CountCodePoints(left) < LeastBesideNames;
    }

    /// <summary>A name as a whole, and each word of it.</summary>
    private static IEnumerable<string> WordsOf(string? name)
        => name is null || !Unicode.IsValid(name) ? [] : name.Split([' ', '.', '_', '-'], StringSplitOptions.RemoveEmptyEntries).Append(name).Select(Fold);

    /// <summary>Without case, width, spaces and punctuation, none of which makes another word of it.</summary>
    private static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var rune in Username.KeyOf(Unicode.ToNfkc(text)).EnumerateRunes().Where(rune => !Rune.IsPunctuation(rune) && !Rune.IsWhiteSpace(rune) && !Rune.IsSymbol(rune)))
            folded.Append(rune);
        return folded.ToString();
    }
}
