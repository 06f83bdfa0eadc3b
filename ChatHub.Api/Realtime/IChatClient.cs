namespace ChatHub.Api.Realtime;

/// <summary>What the server calls on a client. Every call goes through the connection's <see cref="Outbox"/>, in order.</summary>
public interface IChatClient
{
    /// <summary>Events of a followed room: <c>from, from+1, …</c>, no gap, no repeat.</summary>
    Task RoomEvents(RoomEventsDto batch);

    /// <summary>Translations of a followed room into this connection's language, contiguous in <c>tseq</c>.</summary>
    Task Translations(TranslationsDto batch);

    /// <summary>This connection no longer follows the room.</summary>
    Task RoomClosed(RoomClosedDto closed);

    /// <summary>The connection closes after this.</summary>
    Task SessionEnded(SessionEndedDto ended);
}
