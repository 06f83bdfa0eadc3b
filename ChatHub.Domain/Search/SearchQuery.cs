namespace ChatHub.Domain.Search;

/// <summary>
/// What is looked for: all phrases, each somewhere in the message. Words are phrases of one term, <c>"several words"</c> stand side by side, and
/// <c>wor*</c> is the beginning of a word, of two letters at least. Everything else is text: there is no operator, and no input is an error.
/// </summary>
public sealed record SearchQuery(IReadOnlyList<SearchPhrase> Phrases)
{
    // A single letter begins too many words to be worth looking for.
    private const int MinPrefix = 2;

    public static SearchQuery Parse(string text)
    {
        var phrases = new List<SearchPhrase>();
        for (var at = 0; at < text.Length;)
        {
            var isQuoted = text[at] == '"';
            var start = isQuoted ? at + 1 : at;
            var end = isQuoted ? text.IndexOf('"', start) : EndOfWord(text, start);
            if (end < 0)
                end = text.Length;
            Add(text[start..end], isQuoted);
            at = isQuoted || (end < text.Length && char.IsWhiteSpace(text[end])) ? end + 1 : end;
        }

        return new SearchQuery(phrases);

        void Add(string part, bool isQuoted)
        {
            var terms = SearchText.Split(part);
            if (terms.Count == 0)
                return;
            var last = terms[^1];
            var isPrefix = !isQuoted && last is { IsAlone: false, Length: >= MinPrefix } && last.Start + last.Length == part.Length - 1 && part[^1] == '*';
            var phrase = new SearchPhrase(terms.Select(term => term.Text).ToList(), isPrefix);
            if (!phrases.Exists(known => known.IsPrefix == isPrefix && known.Terms.SequenceEqual(phrase.Terms)))
                phrases.Add(phrase);
        }
    }

    /// <summary>Any white space ends a word: where Chinese and Japanese are written, the space bar gives U+3000.</summary>
    private static int EndOfWord(string text, int at)
    {
        while (at < text.Length && text[at] != '"' && !char.IsWhiteSpace(text[at]))
            at++;
        return at;
    }
}

/// <summary>Terms that stand side by side.</summary>
/// <param name="Terms">One or more.</param>
/// <param name="IsPrefix">Whether the last one may go on.</param>
public sealed record SearchPhrase(IReadOnlyList<string> Terms, bool IsPrefix);
