using ChatHub.Contracts;

namespace ChatHub.Client;

/// <summary>What the server calls on one connection, in order, one at a time.</summary>
internal sealed class Receiver(HubLink link, RoomSet rooms, EventStreams events, Session session) : IChatClient
{
    public Task RoomEvents(RoomEventsDto batch) => Done(() => rooms.Find(batch.Room)?.Take(link, batch));

    public Task Translations(TranslationsDto batch) => Done(() => rooms.Find(batch.Room)?.Take(link, batch));

    public Task PresenceChanged(PresenceChangedDto changed) => Done(() => events.Tell(new PresenceChanged(changed.Users, changed.Rooms)));

    public Task Typing(TypingDto typing) => Done(() => Tell(typing.Room, room => new TypingChanged(room, typing.Username, typing.Typing)));

    public Task ReadMarkerMoved(ReadMarkerMovedDto moved) => Done(() => Tell(moved.Room, room => new ReadMarkerMoved(room, moved.Username, moved.Seq)));

    public Task RoomsChanged(RoomsChangedDto changed) => Done(() => events.Tell(new RoomsChanged(changed.Items, changed.Removed)));

    public Task RoomClosed(RoomClosedDto closed) => Done(() => rooms.Find(closed.Room)?.TakeClosed(link, closed.Reason));

    public Task SessionEnded(SessionEndedDto ended) => Done(() =>
    {
        // Before anybody finds out by a refusal, and logs in again.
        if (ended.Reason is "logout" or "session_ended" or "password_changed" or "account_deleted")
            session.End(new ChatException(ended.Reason, $"The session has ended: {ended.Reason}."));
        else if (ended.Reason == "token_expired")
            session.Refuse();
        events.Tell(new SessionEnded(ended.Reason));
    });

    private void Tell(string name, Func<ChatRoom, ChatEvent> happened)
    {
        if (rooms.Find(name) is { } room)
            events.Tell(happened(room));
    }

    private static Task Done(Action take)
    {
        take();
        return Task.CompletedTask;
    }
}
