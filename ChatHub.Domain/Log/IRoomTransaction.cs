using ChatHub.Domain.Accounts;
using ChatHub.Domain.Messages;
using ChatHub.Domain.Moderation;
using ChatHub.Domain.Reactions;
using ChatHub.Domain.Rooms;
using ChatHub.Domain.Translation;
using ChatHub.Domain.Translation.Glossaries;

namespace ChatHub.Domain.Log;

/// <summary>
/// What a <see cref="RoomChange{TResult}"/> reads and writes. Used by one change at a time. Rooms, members and messages that are handed in
/// are only keys: what is read and written is how they stand after all that was written so far.
/// </summary>
public interface IRoomTransaction
{
    /// <summary>The time of the change, in whole milliseconds.</summary>
    DateTimeOffset Now { get; }

    /// <summary>Someone with an account; null if there is none of that name.</summary>
    ValueTask<Person?> FindPersonAsync(Username username);

    /// <summary>Whether the account is still there.</summary>
    ValueTask<bool> HasPersonAsync(long userId);

    /// <summary>Takes name, profile, password and sessions of an account out of every table; what it wrote stays, by nobody.</summary>
    ValueTask ErasePersonAsync(Person person);

    ValueTask<Room?> FindRoomAsync(string name);

    /// <summary>The one direct conversation of two people.</summary>
    ValueTask<Room?> FindDirectRoomAsync(long userId, long otherId);

    /// <returns>The room with its id.</returns>
    /// <param name="room">The room to be.</param>
    /// <param name="pair">The two people of a direct conversation.</param>
    ValueTask<Room> AddRoomAsync(Room room, (long UserId, long OtherId)? pair = null);

    /// <summary>Writes the settings and whether the room is archived.</summary>
    ValueTask UpdateRoomAsync(Room room, RoomSettings settings, bool isArchived);

    ValueTask<RoomMember?> FindMemberAsync(Room room, long userId);

    /// <summary>The members among some names, each given as the keys that it may stand for, best first.</summary>
    ValueTask<IReadOnlyList<RoomMember>> FindMembersAsync(Room room, IReadOnlyList<string[]> usernameKeys);

    /// <summary>The names of the rooms that the user is in.</summary>
    ValueTask<IReadOnlyList<string>> ListRoomsAsync(long userId);

    /// <summary>How many of the user's rooms they made, opened or joined themself, counted up to <paramref name="most"/>.</summary>
    ValueTask<int> CountOwnRoomsAsync(long userId, int most);

    ValueTask<int> CountOwnersAsync(Room room);

    /// <summary>Who becomes owner when the last one goes: of the highest role, the one longest in the room; null for nobody.</summary>
    ValueTask<RoomMember?> FindSuccessorAsync(Room room);

    ValueTask<RoomMember> AddMemberAsync(Room room, long userId, RoomRole role, long joinedSeq, bool isOwn);

    ValueTask RemoveMemberAsync(Room room, long userId);

    /// <summary>Writes a member's role, marker and times.</summary>
    ValueTask UpdateMemberAsync(RoomMember member);

    /// <summary>The restriction that is in force now; null if there is none.</summary>
    ValueTask<Restriction?> FindRestrictionAsync(Room room, long userId, RestrictionKind kind);

    ValueTask SetRestrictionAsync(Room room, long userId, Restriction restriction);

    ValueTask LiftRestrictionAsync(Room room, long userId, RestrictionKind kind);

    /// <summary>When an event was committed; null when retention has removed it.</summary>
    ValueTask<DateTimeOffset?> FindTimeAsync(Room room, long seq);

    /// <summary>How many messages had been posted in the room when it had come to an event.</summary>
    ValueTask<long> CountMessagesAsync(Room room, long seq);

    /// <summary>How many messages after <paramref name="seq"/> name the user.</summary>
    ValueTask<int> CountMentionsAsync(Room room, long userId, long seq);

    /// <summary>Whether there is such a message, and it is not deleted.</summary>
    ValueTask<bool> HasMessageAsync(Room room, long id);

    /// <summary>The message with its reactions, or its tombstone.</summary>
    ValueTask<Message?> FindMessageAsync(Room room, long id);

    /// <summary>The message that this sender posted under this key before; null if there is none.</summary>
    ValueTask<AcceptedMessage?> FindAcceptedAsync(Room room, long senderId, string clientMessageId);

    /// <summary>Writes <c>message.posted</c> and the message; the event's seq is the message's id.</summary>
    ValueTask<RoomEvent> AppendMessageAsync(Room room, Person sender, MessageDraft draft, IReadOnlyList<RoomMember> mentioned);

    /// <summary>Writes <c>message.edited</c> and the new text; the one before is gone.</summary>
    ValueTask<RoomEvent> AppendEditAsync(Room room, Person editor, Message message, MessageEdit edit, IReadOnlyList<RoomMember> mentioned);

    /// <summary>Writes <c>message.deleted</c> and leaves a tombstone: text, reactions, mentions and what was derived from them are gone.</summary>
    ValueTask<RoomEvent> AppendDeletionAsync(Room room, Person actor, Message message);

    ValueTask<Reaction?> FindReactionAsync(Room room, long messageId, long userId, string emoji);

    ValueTask<ReactionCount> CountReactionsAsync(Room room, long messageId, string emoji);

    /// <summary>Writes <c>reaction.added</c> and the reaction.</summary>
    ValueTask<RoomEvent> AppendReactionAsync(Room room, Person actor, ReactionChange reaction);

    /// <summary>Writes <c>reaction.removed</c> and takes the reaction away.</summary>
    ValueTask<RoomEvent> AppendReactionRemovalAsync(Room room, Person actor, ReactionChange reaction);

    /// <summary>Gives the event the room's next seq and writes it.</summary>
    ValueTask<RoomEvent> AppendAsync(Room room, EventDraft draft);

    /// <summary>Notes that a message is wanted in a language: pending, unless its present revision has been translated or is being so.</summary>
    ValueTask RequestTranslationAsync(Room room, long messageId, string language);

    /// <summary>Writes what came of a translation that was asked for, and its patch if clients are to know. Nothing happens when the message has another revision since.</summary>
    ValueTask CompleteTranslationAsync(Room room, TranslationOutcome outcome);

    /// <summary>Notes the language that a provider found a message to be in; one that its sender gave stays.</summary>
    ValueTask SetDetectedLanguageAsync(Room room, long messageId, int revision, string language);

    /// <summary>Writes a room's glossary.</summary>
    /// <returns>False when it is so already.</returns>
    ValueTask<bool> ReplaceGlossaryAsync(Room room, IReadOnlyList<GlossaryTerm> terms);

    /// <summary>Counts what was sent to a provider today.</summary>
    ValueTask AddTranslationUseAsync(Room room, TranslationUse use);

    /// <summary>
    /// The seq of the last event that is older than <paramref name="before"/> and not removed yet, of at most <paramref name="events"/> whose messages have together
    /// at most <paramref name="characters"/>, but of one at least; null if none is.
    /// </summary>
    ValueTask<long?> FindExpiredAsync(Room room, DateTimeOffset before, int events, int characters);

    /// <summary>Removes all events up to a seq, and the messages they posted with all that hangs on them; markers before it move up to it.</summary>
    ValueTask RemoveHistoryAsync(Room room, long upTo);
}

/// <summary>An event that has no place in the log yet.</summary>
public sealed record EventDraft(RoomEventType Type, Person? Actor)
{
    public MemberChange? Member { get; init; }

    /// <summary>Whether <see cref="Member"/> was in the room until then.</summary>
    public bool EndsMembership { get; init; }

    public RoomDetails? Details { get; init; }
}
