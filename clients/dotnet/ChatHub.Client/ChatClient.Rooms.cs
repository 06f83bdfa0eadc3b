using ChatHub.Contracts;

namespace ChatHub.Client;

public sealed partial class ChatClient
{
    /// <summary>The rooms that are followed: those that were joined, and those that the storage remembers.</summary>
    public IReadOnlyList<ChatRoom> Rooms => [.. _rooms.All.Where(room => room.IsFollowed)];

    /// <summary>Joins a room, becoming a member of a public one, and follows it. When it completes, the room shows its last messages; from then on it is up to date by itself.</summary>
    /// <param name="room">Its name.</param>
    /// <param name="cancel">Ends the waiting, and not the joining.</param>
    /// <exception cref="ChatException">The server's refusal, such as <c>room_not_found</c>.</exception>
    public async Task<ChatRoom> JoinAsync(string room, CancellationToken cancel = default)
    {
        var joined = _rooms.Get(room);
        await joined.JoinAsync(cancel).ConfigureAwait(false);
        return joined;
    }

    /// <summary>A room, followed or not: to write into it no following is needed, only membership.</summary>
    /// <param name="room">Its name.</param>
    public ChatRoom GetRoom(string room) => _rooms.Get(room);

    /// <summary>One's own rooms and the public ones.</summary>
    /// <param name="cancel">Ends the waiting.</param>
    public async Task<IReadOnlyList<RoomDto>> GetRoomsAsync(CancellationToken cancel = default)
    {
        var rooms = new List<RoomDto>();
        string? next = null;
        do
        {
            var page = await _core.GetAsync<ItemsDto<RoomDto>>(next is null ? "/rooms" : $"/rooms?cursor={Uri.EscapeDataString(next)}", cancel).ConfigureAwait(false);
            rooms.AddRange(page.Items);
            next = page.Next;
        }
        while (next is not null);
        return rooms;
    }

    /// <summary>Opens the direct conversation with somebody, or finds it. <see cref="JoinAsync"/> follows it.</summary>
    /// <param name="username">Who.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <exception cref="ChatException"><c>user_not_found</c>, or another refusal.</exception>
    public Task<RoomDto> OpenDirectAsync(string username, CancellationToken cancel = default)
        => _core.PostAsync<DirectRoomRequest, RoomDto>("/rooms/direct", new DirectRoomRequest(username), cancel);

    /// <summary>Makes a room, and its maker the owner. <see cref="JoinAsync"/> follows it.</summary>
    /// <param name="room">Its name for ever.</param>
    /// <param name="title">For people; the name if left out.</param>
    /// <param name="isPrivate">Whether only those see it who were added.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <exception cref="ChatException"><c>room_taken</c>, also where an answer was lost and it was made after all; or another refusal.</exception>
    public Task<RoomDto> CreateRoomAsync(string room, string? title = null, bool isPrivate = false, CancellationToken cancel = default)
        => _core.PostAsync<CreateRoomRequest, RoomDto>("/rooms", new CreateRoomRequest(room, title, Topic: null, isPrivate ? "private" : "public"), cancel);
}
