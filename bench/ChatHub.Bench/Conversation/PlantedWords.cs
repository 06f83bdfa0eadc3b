namespace ChatHub.Bench.Conversation;

/// <summary>
/// Words that stand in a known number of messages, spread evenly over all that the reader may read in the order of time, and for some of them decoys: the same words
/// in another order. Remembers where each was put.
/// </summary>
internal sealed class PlantedWords(int messages)
{
    public const string Once = "xylograph";
    public const string Hundred = "quixotic";
    public const string Thousand = "wyvern";
    public const string Third = "weekday";
    public const string Phrase = "crimson walrus";
    public const string Prefix = "zeppelin";
    public const string Chinese = "熊猫";

    private static readonly string[] All = [Once, Hundred, Thousand, Phrase, Prefix, Chinese];

    private readonly Dictionary<string, List<Place>> _places = All.ToDictionary(word => word, _ => new List<Place>(), StringComparer.Ordinal);

    /// <summary>All of them, for a room whose messages nobody else may find.</summary>
    public static string Everything => string.Join(' ', All.Append(Third));

    public IReadOnlyList<Place> this[string word] => _places[word];

    /// <summary>What the <paramref name="number"/>-th message says besides its own text.</summary>
    public IEnumerable<string> At(int number, Place place)
    {
        if (Falls(number, 1))
            yield return Note(Once, place);
        if (Falls(number, 100))
            yield return Note(Hundred, place);
        if (Falls(number, 1000))
            yield return Note(Thousand, place);
        // One by one later every thousand, so that it meets all others.
        if ((number + (number / 1000)) % 3 == 0)
            yield return Third;
        if (Falls(number, 100, shift: 1))
            yield return Note(Phrase, place);
        if (Falls(number, 100, shift: 2))
            yield return "walrus crimson";
        if (Falls(number, 100, shift: 3))
            yield return $"{Note(Prefix, place)}{number:x}";
        if (Falls(number, 100, shift: 4))
            yield return $"我想看{Note(Chinese, place)}。";
        if (Falls(number, 100, shift: 5))
            yield return "猫熊";
    }

    /// <summary>The middle of each of <paramref name="count"/> equal parts.</summary>
    private bool Falls(int number, int count, int shift = 0)
    {
        var part = messages / count;
        return number % part == (part / 2) + shift && number / part < count;
    }

    private string Note(string word, Place place)
    {
        _places[word].Add(place);
        return word;
    }
}

/// <summary>Where a word stands.</summary>
internal sealed record Place(string Room, long Id, string Sender);
