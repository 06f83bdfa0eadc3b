namespace ChatHub.Fuzz;

/// <summary>Strings on which programs have stumbled before. Some are no Unicode.</summary>
internal static class OddTexts
{
    public static readonly IReadOnlyList<string> All =
    [
        "", " ", "\0", "a\0b", "\t\r\n", "\u007f", "\u0085", "\u00a0", "\u2028", "\u3000", "\ufeff", "\ufffd", "\ufffe", "\uffff", "\U0001FFFE", "\U0010FFFF",
        "\ud800", "\udfff", "a\ud83d", "\ude00b", "\ude00\ud83d", "\u202e\u2066abc\u2069", "\u200b", "\u200d", "e\u0301", "\u0345", "\u1e9e", "İ", "ı", "ß", "ﬁ", "Å", "\ufdfa", "한글", "ﾊﾝｶｸ", "𐐷",
        $"e{Times("\u0301", 1000)}", Times("\ufdfa", 60), Times("\u202e", 500), Times("👩‍👩‍👧‍👦", 200), "👍", "👍🏽", "1️⃣", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "\ufe0f", "🇪", Times("🇪🇸", 40),
        Times("x", 64), Times("x", 65), Times("x", 128), Times("x", 129), Times("x", 256), Times("x", 257), Times("x", 513), Times("x", 1025), Times("x", 3999), Times("x", 4000), Times("x", 4001),
        Times("😀", 4000), Times("😀", 4001), Times("\u0001", 4000), Times("x", 16 * 1024), Times("x", 64 * 1024), Times("a ", 2000), Times("@keeper ", 500), Times("\n", 4000),
        "null", "true", "NaN", "0", "-1", "9223372036854775808", "1e5", "[]", "{}", "\"", "\\", "\\u0000", "'", "''", "' OR 1=1 --", "'; DROP TABLE Users; --", "\") OR (\"a\"=\"a", "*", "a*", "\"a", "NEAR(a b)",
        "a OR b", "-a", "^a", "text:a", "a b c d e f g h i j k l m n o p q", "%", "%00", "%s%n%x", "{0}", "{{", "${jndi:ldap://x/y}", "<script>alert(1)</script>", "&amp;", "../../../etc/passwd", "..", ".", "/", "\\..\\",
        "a\r\nSet-Cookie: a=b", "http://[::1", "//x", "general", "direct", "dm-1-2", "system", "admin", "deleted-user", "KEEPER", "аdmin", "public", "private", "owner", "moderator", "member", "any", "local", "off",
        "es", "pt-BR", "zh-Hant", "i-klingon", "x-private", "en-US-x-a", "und", "qaa", $"en-{Times("aaaaaaaa-", 30)}a", "2030-01-01T00:00:00Z", "2030-01-01", "2030-01-01T00:00:00", "0001-01-01T00:00:00Z",
        "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59-14:00", "10000-01-01T00:00:00Z", "2030-02-30T00:00:00Z", "2030-01-01T24:00:00Z", "eyJhbGciOiJub25lIn0.e30.", "....",
    ];

    private static string Times(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
