using ChatHub.Api.Messages;
using ChatHub.Api.Rooms;
using ChatHub.Contracts;
using ChatHub.Domain.Errors;
using ChatHub.Domain.Log;
using ChatHub.Domain.Rooms;

namespace ChatHub.Api.Realtime;

/// <summary>Which rooms a connection follows. Safe for any number of callers; calls for one connection take turns.</summary>
internal sealed class RoomSubscriptions(VisibleRooms rooms, MembershipService membership, IRoomLog log, RoomFeeds feeds, CatchUp catchUp, FollowingQuota quota)
{
    /// <summary>Joins the room and follows it from the client's cursor on.</summary>
    /// <exception cref="RefusedException"><c>invalid_request</c>, <c>room_not_found</c>, <c>banned</c>, <c>room_archived</c>, <c>conflict</c> when no more rooms may be joined or followed, <c>rate_limited</c>, <c>unavailable</c>.</exception>
    public Task<RoomSyncDto> JoinAsync(ClientConnection connection, JoinRoomRequest request) => connection.InTurnAsync(async () =>
    {
        var cursor = request.After?.ToCursor();
        ResumePoint.Check(cursor, request.Backlog);
        RequirePlace(connection, request.Room);
        var view = await membership.JoinAsync(connection.Caller, request.Room, connection.Aborted);
        if (connection.Followings.TryGetValue(view.Room.Name, out var known))
            await known.Feed.OpenAsync(known);
        if (known?.Feed.Confirm(known, view.Room, patchesAfter: null) is { } standing)
            return Sync(view, known, new ResumePoint(standing.Next, null), standing.Tseq);

        // The RoomClosed of the following before goes out before this answer: else the client would take it for the end of the new one.
        if (known is not null)
            await EndAsync(connection, view.Room.Name);
        return await FollowAsync(connection, view.Room, cursor, request.Backlog);
    });

    /// <summary>Stops following on this connection. When it completes, nothing more of the room comes.</summary>
    /// <exception cref="RefusedException"><c>room_not_found</c>, <c>banned</c>.</exception>
    public Task UnfollowAsync(ClientConnection connection, string? room) => connection.InTurnAsync(async () =>
    {
        var view = await rooms.GetAsync(connection.Caller, room, connection.Aborted);
        await EndAsync(connection, view.Room.Name);
        return true;
    });

    /// <summary>Ends the membership, and following with it.</summary>
    /// <exception cref="RefusedException"><c>room_not_found</c>, <c>banned</c>, <c>forbidden</c> in a direct conversation, <c>conflict</c> for the last owner, <c>rate_limited</c>, <c>unavailable</c>.</exception>
    public Task LeaveAsync(ClientConnection connection, string? room) => connection.InTurnAsync(async () =>
    {
        var following = connection.Followings.GetValueOrDefault(room ?? "");
        following?.Feed.BeginLeaving(following);
        try
        {
            await membership.LeaveAsync(connection.Caller, room);
        }
        catch
        {
            following?.Feed.CancelLeaving(following);
            throw;
        }

        await EndAsync(connection, room!);
        return true;
    });

    /// <summary>Before anything is joined: who may not follow the room shall not become a member of it either.</summary>
    private void RequirePlace(ClientConnection connection, string? room)
    {
        var others = connection.Followings.Where(following => following.Key != room).ToList();
        if (!quota.IsReached(others.Count))
            return;
        // What was closed by a removal or a ban still has its place until now.
        foreach (var closed in others.Where(following => following.Value.IsClosed))
            End(connection, closed.Key);
        quota.RequirePlace(others.Count(following => !following.Value.IsClosed));
    }

    private async Task<RoomSyncDto> FollowAsync(ClientConnection connection, Room room, Cursor? cursor, int? backlog)
    {
        while (true)
        {
            var following = feeds.Follow(connection, room);
            RoomView view;
            ResumePoint point;
            long? patchesAfter;
            try
            {
                // Only now: a removal before this is seen here, one after it reaches the following through the feed.
                view = await membership.GetOwnAsync(connection.Caller, room.Name, connection.Aborted);
                point = ResumePoint.Find(cursor, backlog, log.Epoch, view.Room);
                await following.Feed.OpenAsync(following);
                patchesAfter = point.Reset is null ? await following.Feed.FindStartAsync(following, cursor?.Translations) : null;
            }
            catch
            {
                feeds.Release(following);
                throw;
            }

            following.Next = point.From;
            if (following.Feed.Confirm(following, view.Room, patchesAfter) is { } standing)
            {
                connection.Followings[room.Name] = following;
                catchUp.Start(following, point.Reset);
                return Sync(view, following, point, standing.Tseq);
            }

            // The user left and joined again meanwhile, elsewhere: the leaving closed this following, so another is needed.
            feeds.Release(following);
        }
    }

    private RoomSyncDto Sync(RoomView view, Following following, ResumePoint point, long tseq) => new(
        RoomDto.From(view), log.Epoch, view.Room.Head, point.From, ResetDto.From(point.Reset), TranslationCursorDto.Of(following, tseq));

    private void End(ClientConnection connection, string room)
    {
        if (connection.Followings.TryRemove(room, out var following))
            feeds.Release(following);
    }

    private async Task EndAsync(ClientConnection connection, string room)
    {
        End(connection, room);
        // What was being written when the following ended is written before this mark is reached.
        await connection.Outbox.PostAsync(message: null, stale: null);
    }
}
