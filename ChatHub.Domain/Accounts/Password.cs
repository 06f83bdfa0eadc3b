using ChatHub.Domain.Text;

namespace ChatHub.Domain.Accounts;

/// <summary>
/// A password as its owner typed it, ready to be hashed: 8 to 256 code points of valid Unicode, normalised to NFKC so that two keyboards
/// give the same password (NIST SP 800-63B-4, section 3.1.1.2).
/// </summary>
public readonly record struct Password
{
    public const int MinCodePoints = 8;
    public const int MaxCodePoints = 256;

    private Password(string value) => Value = value;

    /// <summary>The normalised password. A secret.</summary>
    public string Value { get; }

    /// <summary>Checks a password, at signup as at login.</summary>
    /// <returns>What is wrong with it, as a sentence; null when <paramref name="password"/> is good.</returns>
    public static string? Check(string? text, out Password password)
    {
        password = default;
        if (text is null)
            return "Is required.";
        if (!Unicode.IsValid(text))
            return "Must be valid Unicode text.";
        if (Unicode.CountCodePoints(text) is < MinCodePoints or > MaxCodePoints)
            return $"Must have {MinCodePoints} to {MaxCodePoints} characters.";
        password = new Password(Unicode.ToNfkc(text));
        return null;
    }

    // A record would print its value.
    public override string ToString() => "(password)";
}
