using System.Collections.Frozen;

namespace ChatHub.Domain.Rooms;

/// <summary>The words that clients use for what rooms know; the same in every interface and in the log.</summary>
public static class Words
{
    public static WordList<RoomVisibility> Visibility { get; } = new(("public", RoomVisibility.Public), ("private", RoomVisibility.Private));

    public static WordList<RoomTranslation> Translation { get; } = new(("off", RoomTranslation.Off), ("local", RoomTranslation.Local), ("any", RoomTranslation.Any));

    public static WordList<RoomRole> Role { get; } = new(("owner", RoomRole.Owner), ("moderator", RoomRole.Moderator), ("member", RoomRole.Member));

    public static WordList<RoomKind> Kind { get; } = new(("room", RoomKind.Room), ("direct", RoomKind.Direct));
}

/// <summary>A value for each word, and a word for each value.</summary>
public sealed class WordList<T>(params (string Word, T Value)[] entries)
    where T : struct, Enum
{
    private readonly FrozenDictionary<string, T> _values = entries.ToFrozenDictionary(entry => entry.Word, entry => entry.Value, StringComparer.Ordinal);
    private readonly FrozenDictionary<T, string> _words = entries.ToFrozenDictionary(entry => entry.Value, entry => entry.Word);

    public string Of(T value) => _words[value];

    /// <returns>What is wrong with the word, as a sentence; null when <paramref name="value"/> is good.</returns>
    public string? Check(string? word, out T value)
    {
        value = default;
        return word is not null && _values.TryGetValue(word, out value) ? null : $"Must be one of {string.Join(", ", entries.Select(entry => $"'{entry.Word}'"))}.";
    }
}
