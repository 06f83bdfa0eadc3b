using ChatHub.Domain.Accounts;
using ChatHub.Domain.Errors;
using ChatHub.Domain.Log;
using ChatHub.Domain.Text;

namespace ChatHub.Domain.Rooms;

/// <summary>Making, finding and reading rooms. Safe for any number of callers.</summary>
public sealed class RoomService(IRoomDirectory directory, IRoomLog log)
{
    public const int MaxPage = 200;
    public const int DefaultPage = 100;

    private const int MaxTitle = 128;
    private const int MaxTopic = 1024;

    /// <summary>Makes a room; the caller becomes its owner.</summary>
    /// <exception cref="RefusedException"><c>invalid_request</c>, <c>room_taken</c>.</exception>
    public Task<RoomView> CreateAsync(Caller caller, NewRoom request)
    {
        var (title, topic) = ("", "");
        var faults = new FieldFaults();
        faults.Add("room", RoomName.Check(request.Name));
        if (request.Title is not null)
            faults.Add("title", Line.Check(request.Title, 1, MaxTitle, out title));
        if (request.Topic is not null)
            faults.Add("topic", Line.Check(request.Topic, 0, MaxTopic, out topic));
        var isPrivate = request.Visibility is "private";
        faults.Add("visibility", isPrivate || request.Visibility is null or "public" ? null : "Must be 'public' or 'private'.");
        faults.ThrowIfAny();

        var visibility = isPrivate ? RoomVisibility.Private : RoomVisibility.Public;
        return log.AppendAsync(new CreateRoom(request.Name!, title.Length > 0 ? title : request.Name!, topic, visibility, caller));
    }

    /// <exception cref="RefusedException"><c>room_not_found</c>.</exception>
    public async Task<RoomView> GetAsync(Caller caller, string? room, CancellationToken cancel)
        => RoomAccess.RequireVisible(await directory.FindAsync(RoomAccess.RequirePossible(room), caller.UserId, cancel));

    /// <summary>The rooms that the caller is in and the public ones, by name; 1 to 200 a page.</summary>
    /// <exception cref="RefusedException"><c>invalid_request</c>.</exception>
    public async Task<Page<RoomView>> ListAsync(Caller caller, string? cursor, int? limit, CancellationToken cancel)
    {
        var after = PageCursor.Read(cursor, RoomName.IsPossible);
        var size = PageCursor.CheckLimit(limit, DefaultPage, MaxPage);
        var rooms = await directory.ListAsync(caller.UserId, after, size + 1, cancel);
        return PageCursor.Cut(rooms, size, view => view.Room.Name);
    }
}

/// <summary>A room that someone asks for; nothing is checked yet.</summary>
public sealed record NewRoom(string? Name, string? Title, string? Topic, string? Visibility);
