using System.Globalization;
using System.Text;

namespace ChatHub.Domain.Translation.Glossaries;

/// <summary>
/// A text on its way into one language: the room's terms in it are put aside like everything else that no provider may touch (<see cref="MaskedText"/>), and come back as the
/// glossary has them. Immutable.
/// </summary>
public sealed class TranslatableText
{
    // Of the private use area: it stands in nobody's text, or else the glossary is not applied to it.
    private const char Sign = '\uE0C4';

    private readonly string _original;
    private readonly List<GlossaryHit> _hits;
    private readonly MaskedText _masked;

    private TranslatableText(string original, List<GlossaryHit> hits, MaskedText masked) => (_original, _hits, _masked) = (original, hits, masked);

    /// <summary>What is sent to a provider.</summary>
    public string Text => _masked.Text;

    /// <summary>Whether anything is left for a provider to translate.</summary>
    public bool HasWords => _masked.HasWords;

    /// <summary>The whole translation, where the glossary has all that there is to translate; else null.</summary>
    public string? ByGlossaryAlone => !HasWords && _hits.Exists(hit => !hit.IsKept) && Write((text, hit) => text.Append(hit.Text)) is var written && MaskedText.HaveSameMasks(_original, written)
        ? written
        : null;

    /// <param name="text">What was said.</param>
    /// <param name="masked">The same, masked.</param>
    /// <param name="glossary">The room's.</param>
    /// <param name="target">The reader's language.</param>
    public static TranslatableText Of(string text, MaskedText masked, Glossary glossary, string target)
    {
        var hits = glossary.Terms.Count == 0 || text.Contains(Sign, StringComparison.Ordinal) ? [] : glossary.Find(text, target);
        var translatable = new TranslatableText(text, hits, masked);
        return hits.Count == 0 ? translatable : new TranslatableText(text, hits, MaskedText.Of(translatable.WriteMarked()));
    }

    /// <summary>Puts what was put aside into a translation; null when it did not come through unharmed.</summary>
    public string? Restore(string translated)
    {
        if (_masked.Restore(translated) is not { } restored)
            return null;
        for (var number = 0; number < _hits.Count; number++)
            restored = restored.Replace(Placeholder(number), _hits[number].Text, StringComparison.Ordinal);
        // A term in another place could make a name or a link with what stands beside it.
        return MaskedText.HaveSameMasks(_original, restored) ? restored : null;
    }

    private static string Placeholder(int number) => string.Create(CultureInfo.InvariantCulture, $"{{{Sign}{number}}}");

    private string WriteMarked()
    {
        var number = 0;
        return Write((text, _) => text.Append(Placeholder(number++)));
    }

    private string Write(Action<StringBuilder, GlossaryHit> write)
    {
        var (text, at) = (new StringBuilder(), 0);
        foreach (var hit in _hits)
        {
            text.Append(_original, at, hit.Start - at);
            write(text, hit);
            at = hit.Start + hit.Length;
        }

        return text.Append(_original, at, _original.Length - at).ToString();
    }
}
