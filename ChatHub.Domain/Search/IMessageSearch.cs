using ChatHub.Domain.Errors;
using ChatHub.Domain.Messages;
using ChatHub.Domain.Rooms;

namespace ChatHub.Domain.Search;

/// <summary>Finds messages by their words, in the rooms that a user may read. Safe for any number of callers.</summary>
public interface IMessageSearch
{
    /// <summary>The hits, best first; of many thousands only a few thousand are ranked, the youngest rooms' newest ones.</summary>
    /// <exception cref="RefusedException"><c>unavailable</c> when it takes too long or too many search at once.</exception>
    Task<IReadOnlyList<SearchHit>> FindAsync(SearchScope scope, SearchQuery query, int offset, int limit, CancellationToken cancel);
}

/// <summary>Where to look.</summary>
/// <param name="UserId">Who asks: only what this user may read is found.</param>
/// <param name="RoomId">Only in this room.</param>
/// <param name="SenderId">Only what this user wrote.</param>
/// <param name="Language">Also in the translations into this language; null for none.</param>
/// <param name="Policies">But only in rooms with one of these.</param>
public sealed record SearchScope(long UserId, long? RoomId, long? SenderId, string? Language, IReadOnlyList<RoomTranslation> Policies);

/// <summary>A message that was found, and where.</summary>
/// <param name="Room">The room.</param>
/// <param name="Message">The message as it is now.</param>
/// <param name="IsByTranslation">Whether it was found by its translation only.</param>
public sealed record SearchHit(Room Room, Message Message, bool IsByTranslation)
{
    /// <summary>What the words stand in.</summary>
    public string TextFound => IsByTranslation ? Message.Translation?.Text ?? Message.Text : Message.Text;
}
