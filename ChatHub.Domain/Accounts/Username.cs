using System.Globalization;
using System.Text;
using ChatHub.Domain.Text;

namespace ChatHub.Domain.Accounts;

/// <summary>
/// A person's name in the system: 1 to 64 code points after NFKC, each a letter, mark or digit of any script, <c>.</c>, <c>_</c> or <c>-</c>.
/// Two names that differ in case only are the same name.
/// </summary>
public readonly record struct Username
{
    /// <summary>Whose the texts of deleted accounts are.</summary>
    public const string Deleted = "deleted-user";

    private const int MaxCodePoints = 64;

    // "." and ".." could not be addressed in a URL's path (RFC 3986, section 3.3).
    private static readonly HashSet<string> Reserved = new(["system", "admin", Deleted, ".", ".."], StringComparer.OrdinalIgnoreCase);

    private Username(string value) => Value = value;

    /// <summary>The name as its owner wrote it, after NFKC.</summary>
    public string Value { get; }

    /// <summary>
    /// What makes the name unique: upper case, then lower, because neither alone folds all that differs in case only
    /// (upper case joins Greek's two small sigmas, lower case the two forms of ß). Not Unicode's full case folding, which would take Weiß for Weiss: they are two names,
    /// and look it (so does RFC 8265, section 3.3, which maps to lower case).
    /// </summary>
    public string Key => KeyOf(Value);

    /// <summary>Whether nobody may have the name.</summary>
    public bool IsReserved => Reserved.Contains(Value);

    /// <summary>The key of a name that is known to be one.</summary>
    public static string KeyOf(string username) => username.ToUpperInvariant().ToLowerInvariant();

    public static bool TryParse(string? text, out Username name)
    {
        name = default;
        // At most four code units compose into one code point (Greek with three marks), so nothing longer can fit.
        if (string.IsNullOrEmpty(text) || text.Length > 4 * MaxCodePoints || !Unicode.IsValid(text))
            return false;
        var value = Unicode.ToNfkc(text);
        if (Unicode.CountCodePoints(value) > MaxCodePoints || !value.EnumerateRunes().All(IsAllowed))
            return false;
        name = new Username(value);
        return true;
    }

    /// <summary>Checks a name that someone asks for; those given before a rule came stay good.</summary>
    /// <returns>What is wrong with it, as a sentence; null when <paramref name="name"/> is good.</returns>
    public static string? Check(string? text, out Username name)
    {
        if (!TryParse(text, out name))
            return $"Must have 1 to {MaxCodePoints} characters: letters, digits, '.', '_' or '-'.";
        if (Invisible.IsIn(name.Value))
            return "Must not contain characters that show nothing.";
        if (LookAlikeScripts.AreMixedIn(name.Value))
            return "Must not mix letters of the Latin, Greek, Cyrillic, Armenian and Cherokee scripts, which look alike.";
        return name.IsReserved ? "Is reserved." : null;
    }

    public override string ToString() => Value;

    internal static bool IsAllowed(Rune rune) => rune.Value is '.' or '_' or '-' || Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
        or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
        or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark
        or UnicodeCategory.DecimalDigitNumber;
}
