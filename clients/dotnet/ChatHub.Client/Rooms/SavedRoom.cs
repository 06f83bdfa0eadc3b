using ChatHub.Contracts;

namespace ChatHub.Client;

/// <summary>What is kept of a followed room: where it stood, and what it showed then.</summary>
internal sealed record SavedRoom(string Room, string Epoch, long Seq, TranslationCursorDto? Translations, IReadOnlyList<ChatMessage> Messages)
{
    public const string Prefix = "rooms/";

    /// <summary>How many of the last messages are kept.</summary>
    public const int Most = 200;
}
