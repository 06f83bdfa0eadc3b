namespace ChatHub.Tests.Reactions;

/// <summary>Texts that are not one emoji, with what they are in words.</summary>
internal static class NotEmoji
{
    private const string Thumb = "👍";
    private const string Spain = "🇪🇸";

    /// <summary>All valid Unicode, and fit to stand in a path.</summary>
    public static IReadOnlyList<(string What, string Text)> All { get; } =
    [
        ("a letter", "a"), ("a word", "like"), ("a letter of two units", "𝒜"), ("a Han character", "好"), ("a digit", "5"), ("a number sign", "#"), ("an asterisk", "*"),
        ("a digit in emoji style", "5\uFE0F"), ("a colon and a bracket", ":)"), ("a short code", ":+1:"), ("a symbol that is no emoji", "€"), ("an arrow that is no emoji", "↑"),
        ("a space", " "), ("an emoji after a space", $" {Thumb}"), ("an emoji before a space", $"{Thumb} "), ("an emoji before a letter", $"{Thumb}a"), ("a letter before an emoji", $"a{Thumb}"),
        ("two emoji", Thumb + Thumb), ("three different emoji", "👍❤️🎉"), ("two families", "👨‍👩‍👧👨‍👩‍👧"),
        ("half a flag", "🇪"), ("a flag and a half", Spain + "🇪"), ("two flags", Spain + "🇫🇷"), ("a flag before an emoji", Spain + Thumb), ("a flag before a letter", Spain + "a"),
        ("a flag with a skin tone", Spain + "🏽"), ("a flag before a joiner", Spain + "\u200D"),
        ("a joiner at the end", Thumb + "\u200D"), ("a joiner at the start", "\u200D" + Thumb), ("a joiner alone", "\u200D"), ("two joiners", "👩\u200D\u200D👩"), ("an emoji joined with a letter", "👩\u200Da"),
        ("a style alone", "\uFE0F"), ("two styles", "❤\uFE0F\uFE0F"), ("a keycap alone", "\u20E3"), ("a keycap on a letter", "a\u20E3"), ("a keycap on a space", " \u20E3"), ("a keycap on an emoji", Thumb + "\u20E3"),
        ("two skin tones", "👍🏽🏽"), ("an accent on an emoji", Thumb + "\u0301"), ("a letter with an accent", "e\u0301"),
        ("hidden letters behind an emoji", Thumb + "\U000E0068\U000E0069"), ("a region's flag without its end", "🏴\U000E0067\U000E0062"), ("the end of a flag alone", "\U000E007F"),
        ("a replacement character", "\uFFFD"), ("an emoji of 68 units", string.Join('\u200D', Enumerable.Repeat("👩", 23))), ("3,000 letters", new string('x', 3000)),
    ];
}
