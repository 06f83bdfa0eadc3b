using System.Text;
using ChatHub.Domain.Translation.Masking;

namespace ChatHub.Domain.Translation;

/// <summary>
/// A text with all that must not be translated replaced by markers: <c>⟦0⟧</c>, <c>⟦1⟧</c>, … Masked are mentions, mail addresses, links, code, emoji,
/// placeholders, tags and line breaks. Texts that differ in masks only have the same
/// <see cref="Text"/>, so that one translation does for all of them. Immutable; made in time linear in the length.
/// </summary>
public sealed class MaskedText
{
    private readonly string _original;
    private readonly string _before;
    private readonly string _after;
    private readonly List<Mask> _masks;
    private readonly List<MaskedPart> _parts;

    private MaskedText(string text)
    {
        _original = text.Trim();
        var start = text.Length - text.AsSpan().TrimStart().Length;
        (_before, _after) = (text[..start], text[(start + _original.Length)..]);
        _masks = MaskScanner.Scan(_original);
        _parts = MaskedPart.Join(_original, _masks);
        Text = WriteText();
        HasWords = HasLetter(Text);
    }

    /// <summary>What is sent to a provider: it has one line.</summary>
    public string Text { get; }

    /// <summary>Whether anything is left to translate: a letter. Numbers and punctuation alone are none.</summary>
    public bool HasWords { get; }

    /// <param name="text">Its white space at the start and at the end is not sent, and comes back as it was.</param>
    public static MaskedText Of(string text) => new(text);

    /// <summary>
    /// Puts what was masked back into a translation of <see cref="Text"/>. Markers may have changed places, save those of line breaks among each other,
    /// and hold spaces; where a name would run into the word beside it, a space is put between.
    /// </summary>
    /// <returns>
    /// Null when a marker is missing, comes twice, or was made up, when the words are gone, and when the result would hold a name, a link or the like that
    /// the original does not: no engine, and nobody who talks it into something, can call people or link to places.
    /// </returns>
    public string? Restore(string translated)
    {
        if (!Domain.Text.Unicode.IsValid(translated) || translated.Contains('\0', StringComparison.Ordinal) || (HasWords && !HasLetter(translated)))
            return null;
        var reading = MarkedTranslation.Read(translated.Trim(), _parts);
        return (Check(reading?.Join(isSpaced: false)) ?? Check(reading?.Join(isSpaced: true))) is { } restored ? _before + restored + _after : null;
    }

    /// <summary>Whether two texts hold the same names, links and so on, each as often.</summary>
    internal static bool HaveSameMasks(string one, string other)
        => ContentsOf(one, MaskScanner.Scan(one)).SequenceEqual(ContentsOf(other, MaskScanner.Scan(other)), StringComparer.Ordinal);

    private static bool HasLetter(string text) => text.EnumerateRunes().Any(Rune.IsLetter);

    private static List<string> ContentsOf(string text, List<Mask> masks)
    {
        var contents = masks.ConvertAll(mask => mask.Of(text).ToString());
        contents.Sort(StringComparer.Ordinal);
        return contents;
    }

    private string? Check(string? restored) => restored is not null
        // One that calls nobody for us, such as a second one behind a name, may do so for another client.
        && restored.AsSpan().Count('@') <= _original.AsSpan().Count('@')
        && ContentsOf(restored, MaskScanner.Scan(restored)).SequenceEqual(ContentsOf(_original, _masks), StringComparer.Ordinal)
        ? restored
        : null;

    private string WriteText()
    {
        var text = new StringBuilder();
        var at = 0;
        for (var number = 0; number < _parts.Count; number++)
        {
            var part = _parts[number];
            text.Append(_original, at, part.Start - at)
                .Append(part.BeginsWithLineBreak ? " " : "").Append(Marker.Write(number)).Append(part.EndsWithLineBreak ? " " : "");
            at = part.End;
        }

        return text.Append(_original, at, _original.Length - at).ToString();
    }
}
