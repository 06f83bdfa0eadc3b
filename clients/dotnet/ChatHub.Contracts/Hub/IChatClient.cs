namespace ChatHub.Contracts;

/// <summary>What the server calls on a client. In order for each connection.</summary>
public interface IChatClient
{
    /// <summary>Events of a followed room: <c>from, from+1, …</c>, no gap, no repeat.</summary>
    Task RoomEvents(RoomEventsDto batch);

    /// <summary>Translations of a followed room into this connection's language, contiguous in <c>tseq</c>.</summary>
    Task Translations(TranslationsDto batch);

    /// <summary>People who share a followed room came or went; of rooms of over 1,000 members, how many are there.</summary>
    Task PresenceChanged(PresenceChangedDto changed);

    /// <summary>Someone else in a followed room has begun or stopped typing.</summary>
    Task Typing(TypingDto typing);

    /// <summary>A member of a followed room, perhaps oneself on another device, has read up to a seq.</summary>
    Task ReadMarkerMoved(ReadMarkerMovedDto moved);

    /// <summary>What <c>GET /rooms</c> would now say differently about one's own rooms that this connection does not follow. A hint.</summary>
    Task RoomsChanged(RoomsChangedDto changed);

    /// <summary>This connection no longer follows the room.</summary>
    Task RoomClosed(RoomClosedDto closed);

    /// <summary>The connection closes after this.</summary>
    Task SessionEnded(SessionEndedDto ended);
}
