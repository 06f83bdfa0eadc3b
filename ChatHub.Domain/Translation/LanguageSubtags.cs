namespace ChatHub.Domain.Translation;

/// <summary>
/// A canonical tag taken apart (RFC 5646, section 2.1), in the terms in which two tags can be compared: the language under its present code, and the
/// script always named. So <c>no</c> is <c>nb-Latn</c>, and <c>zh-TW</c> is <c>zh-Hant-TW</c>.
/// </summary>
internal sealed record LanguageSubtags(string Language, string Script, string? Region, string Variants)
{
    private const int ScriptLength = 4;

    // The first stands for the others: deprecated codes (RFC 5646, section 3.1.6), and a macrolanguage's main language (section 4.1.2).
    private static readonly Dictionary<string, string> PresentCodes = Table(
        "ar arb", "az azj", "et ekk", "fa pes", "fil tl", "he iw", "id in", "jv jw", "lv lvs", "mn khk", "ms zsm", "nb no", "ne npi", "or ory", "ro mo", "sr sh", "sw swh", "uz uzn", "yi ji", "zh cmn");

    // Where no script is named (CLDR, likely subtags); Latin for all others.
    private static readonly Dictionary<string, string> UsualScripts = Table(
        "Hans zh zh-CN zh-SG zh-MY", "Hant zh-TW zh-HK zh-MO yue", "Jpan ja", "Kore ko", "Thai th", "Laoo lo", "Khmr km", "Mymr my", "Tibt bo dz", "Geor ka", "Armn hy", "Grek el", "Hebr he yi", "Ethi am ti",
        "Cyrl ru uk be bg mk sr kk ky tg mn tt ba cv ce os ab sah tyv", "Latn sh sr-ME", "Arab ar arz ary apc fa ur ps sd ug ckb ks pa-PK az-IR uz-AF kk-CN", "Thaa dv", "Deva hi mr ne sa mai bho kok doi brx",
        "Beng bn as mni", "Guru pa", "Gujr gu", "Orya or", "Taml ta", "Telu te", "Knda kn", "Mlym ml", "Sinh si", "Olck sat");

    public static LanguageSubtags Of(string tag)
    {
        var rest = new Queue<string>(tag.Split('-'));
        var language = rest.Dequeue();
        var script = rest.TryPeek(out var next) && next.Length == ScriptLength && char.IsLetter(next[0]) ? rest.Dequeue() : null;
        var region = rest.TryPeek(out next) && next.Length < ScriptLength ? rest.Dequeue() : null;
        var present = PresentCodes.GetValueOrDefault(language, language);
        return new LanguageSubtags(present, script ?? UsualScript(language, region) ?? UsualScript(present, region) ?? "Latn", region, string.Join('-', rest));
    }

    private static string? UsualScript(string language, string? region)
        => UsualScripts.GetValueOrDefault($"{language}-{region}") ?? UsualScripts.GetValueOrDefault(language);

    private static Dictionary<string, string> Table(params string[] lines) => new(
        from words in lines.Select(line => line.Split(' '))
        from tag in words.Skip(1)
        select KeyValuePair.Create(tag, words[0]), StringComparer.Ordinal);
}
