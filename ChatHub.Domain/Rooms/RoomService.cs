using System.Security.Cryptography;
using ChatHub.Domain.Accounts;
using ChatHub.Domain.Errors;
using ChatHub.Domain.Limits;
using ChatHub.Domain.Log;

namespace ChatHub.Domain.Rooms;

/// <summary>Making, finding, reading, changing and archiving rooms. Safe for any number of callers.</summary>
public sealed class RoomService(VisibleRooms visible, IRoomDirectory directory, IRoomLog log, IEventBudget budget, RoomQuota quota)
{
    public const int MaxPage = 200;
    public const int DefaultPage = 100;

    /// <summary>Makes a room; the caller becomes its owner.</summary>
    /// <exception cref="RefusedException"><c>invalid_request</c>, <c>room_taken</c>, <c>conflict</c> when the caller is in as many rooms as may be, <c>rate_limited</c>, <c>unavailable</c>.</exception>
    public Task<RoomView> CreateAsync(Caller caller, NewRoom request)
    {
        var (title, topic, visibility) = ("", "", RoomVisibility.Public);
        var faults = new FieldFaults();
        faults.Add("room", RoomName.Check(request.Name));
        if (request.Title is not null)
            faults.Add("title", RoomSettings.CheckTitle(request.Title, out title));
        if (request.Topic is not null)
            faults.Add("topic", RoomSettings.CheckTopic(request.Topic, out topic));
        if (request.Visibility is not null)
            faults.Add("visibility", Words.Visibility.Check(request.Visibility, out visibility));
        faults.ThrowIfAny();

        budget.Take(caller.UserId);
        return log.AppendAsync(new CreateRoom(request.Name!, new RoomSettings(title.Length > 0 ? title : request.Name!, topic, visibility), caller, quota));
    }

    /// <summary>Opens the one direct conversation of the caller and another, making it when there is none yet.</summary>
    /// <exception cref="RefusedException"><c>invalid_request</c> with oneself, <c>user_not_found</c>, <c>conflict</c> when the caller is in as many rooms as may be, <c>rate_limited</c>, <c>unavailable</c>.</exception>
    public Task<OpenedRoom> OpenDirectAsync(Caller caller, string? username)
    {
        if (username is null)
            throw new RefusedException("username", "Is required.");
        if (caller.Is(username))
            throw new RefusedException("username", "Must be another than yourself.");
        if (!Username.TryParse(username, out var other))
            throw new RefusedException(ErrorCatalogue.UserNotFound);
        budget.Take(caller.UserId);
        // Random, so that it tells nothing of the two.
        return log.AppendAsync(new OpenDirectRoom(caller, other, RoomName.DirectPrefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(10)), quota));
    }

    /// <exception cref="RefusedException"><c>room_not_found</c>, <c>banned</c>.</exception>
    public Task<RoomView> GetAsync(Caller caller, string? room, CancellationToken cancel) => visible.GetAsync(caller, room, cancel);

    /// <summary>Changes a room: its moderators may; in a direct conversation both may change who may translate, and nothing else.</summary>
    /// <exception cref="RefusedException"><c>invalid_request</c>, <c>room_not_found</c>, <c>banned</c>, <c>forbidden</c>, <c>room_archived</c>, <c>rate_limited</c>, <c>unavailable</c>.</exception>
    public async Task<RoomView> UpdateAsync(Caller caller, string? room, RoomSettingsChange change, CancellationToken cancel)
    {
        var name = RoomAccess.RequirePossible(room);
        budget.Take(caller.UserId);
        var changed = await log.AppendAsync(new UpdateRoom(name, caller, change));
        return changed.Room.IsDirect ? await GetAsync(caller, room, cancel) : changed;
    }

    /// <summary>Archives a room, which its owners may: from then on it can be read, not written.</summary>
    /// <exception cref="RefusedException"><c>room_not_found</c>, <c>banned</c>, <c>forbidden</c>, <c>rate_limited</c>, <c>unavailable</c>.</exception>
    public Task ArchiveAsync(Caller caller, string? room)
    {
        var name = RoomAccess.RequirePossible(room);
        budget.Take(caller.UserId);
        return log.AppendAsync(new ArchiveRoom(name, caller));
    }

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
