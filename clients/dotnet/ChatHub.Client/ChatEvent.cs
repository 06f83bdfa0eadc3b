using ChatHub.Contracts;

namespace ChatHub.Client;

/// <summary>Something that happened. More kinds may come: skip those that you do not know. Immutable.</summary>
public abstract record ChatEvent;

/// <summary>A room's log went on. Each event comes once, in order.</summary>
/// <param name="Room">The room.</param>
/// <param name="Event">What happened.</param>
public sealed record RoomEventReceived(ChatRoom Room, RoomEventDto Event) : ChatEvent;

/// <summary><see cref="ChatRoom.Messages"/> is another one.</summary>
/// <param name="Room">The room.</param>
public sealed record MessagesChanged(ChatRoom Room) : ChatEvent;

/// <summary>What was held of a room is forgotten; what is kept of its log comes anew.</summary>
/// <param name="Room">The room.</param>
/// <param name="Reason"><c>epoch_changed</c>, <c>cursor_ahead</c>, <c>too_far_behind</c> or <c>retention</c>.</param>
public sealed record RoomReset(ChatRoom Room, string Reason) : ChatEvent;

/// <summary>The room is no longer followed.</summary>
/// <param name="Room">The room.</param>
/// <param name="Reason"><c>removed</c>, <c>banned</c>, <c>left</c> on another connection, or while there was none; or, where it could not be joined again, the code.</param>
public sealed record RoomClosed(ChatRoom Room, string Reason) : ChatEvent;

/// <summary>People came or went.</summary>
/// <param name="Users">Those who share a followed room of at most 1,000 members.</param>
/// <param name="Rooms">How many are in larger ones.</param>
public sealed record PresenceChanged(IReadOnlyList<PresenceDto> Users, IReadOnlyList<RoomPresenceDto> Rooms) : ChatEvent;

/// <summary>Somebody else began or stopped typing.</summary>
/// <param name="Room">The room.</param>
/// <param name="Username">Who.</param>
/// <param name="IsTyping">Whether they began.</param>
public sealed record TypingChanged(ChatRoom Room, string Username, bool IsTyping) : ChatEvent;

/// <summary>A member, perhaps oneself on another device, has read up to a seq.</summary>
/// <param name="Room">The room.</param>
/// <param name="Username">Who.</param>
/// <param name="Seq">Up to where.</param>
public sealed record ReadMarkerMoved(ChatRoom Room, string Username, long Seq) : ChatEvent;

/// <summary>One's own rooms that are not followed here changed. A hint: <see cref="ChatClient.GetRoomsAsync"/> has them all.</summary>
/// <param name="Items">As they are now.</param>
/// <param name="Removed">The names of those that one is in no longer.</param>
public sealed record RoomsChanged(IReadOnlyList<RoomDto> Items, IReadOnlyList<string> Removed) : ChatEvent;

/// <summary>The connection came, went, or ended for good.</summary>
/// <param name="State">How it is now.</param>
/// <param name="Cause">What ended it; null where nothing went wrong.</param>
public sealed record ConnectionChanged(ChatConnectionState State, Exception? Cause) : ChatEvent;

/// <summary>The server ended the connection, and said why.</summary>
/// <param name="Reason">
/// After <c>slow_consumer</c>, <c>token_expired</c> and <c>shutdown</c> the client comes back by itself; after <c>logout</c>, <c>session_ended</c>, <c>password_changed</c> and <c>account_deleted</c> it does not.
/// </param>
public sealed record SessionEnded(string Reason) : ChatEvent;

/// <summary>How the connection is.</summary>
public enum ChatConnectionState
{
    /// <summary>It is being made, or made again.</summary>
    Connecting,

    /// <summary>It is there.</summary>
    Connected,

    /// <summary>It has ended for good: the session has, or the client was stopped.</summary>
    Ended,
}
