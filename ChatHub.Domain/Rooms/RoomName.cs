namespace ChatHub.Domain.Rooms;

/// <summary>A room's slug: 1 to 64 of <c>a-z 0-9 - _</c>. It names the room for ever.</summary>
public static class RoomName
{
    /// <summary>The public room that every fresh server has.</summary>
    public const string General = "general";

    /// <summary>What the names of direct conversations start with; no other room's may.</summary>
    public const string DirectPrefix = "dm-";

    private const int MaxLength = 64;

    /// <summary>Whether a room could have this name at all; a name that none could have names no room.</summary>
    public static bool IsPossible(string? name)
        => name is { Length: >= 1 and <= MaxLength } && name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '-' or '_');

    /// <summary>Checks the name of a room to be made by a person.</summary>
    /// <returns>What is wrong with it, as a sentence; null when it is good.</returns>
    public static string? Check(string? name)
    {
        if (!IsPossible(name))
            return $"Must have 1 to {MaxLength} of the characters a-z, 0-9, '-' and '_'.";
        return name is "direct" || name!.StartsWith(DirectPrefix, StringComparison.Ordinal) ? "Is reserved for direct conversations." : null;
    }
}
