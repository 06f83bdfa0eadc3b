using ChatHub.Api.Messages;
using ChatHub.Api.Rooms;
using ChatHub.Domain.Errors;
using ChatHub.Domain.Log;
using ChatHub.Domain.Rooms;
using ChatHub.Domain.Translation;

namespace ChatHub.Api.Realtime;

/// <summary>Which rooms a connection follows, and in which language. Safe for any number of callers; calls for one connection take turns.</summary>
internal sealed class RoomSubscriptions(MembershipService membership, IRoomLog log, RoomFeeds feeds, CatchUp catchUp)
{
    /// <summary>Joins the room and follows it from the client's cursor on.</summary>
    /// <exception cref="RefusedException"><c>invalid_request</c>, <c>room_not_found</c>.</exception>
    public Task<RoomSyncDto> JoinAsync(ClientConnection connection, JoinRoomRequest request) => InTurnAsync(connection, async () =>
    {
        var cursor = request.After?.ToCursor();
        ResumePoint.Check(cursor, request.Backlog);
        var view = await membership.JoinAsync(connection.Caller, request.Room, connection.Aborted);
        if (connection.Followings.TryGetValue(view.Room.Name, out var known) && !known.IsClosed)
            return Sync(view, known, known.Feed.GetNext(known), reset: null);

        End(connection, view.Room.Name);
        var following = feeds.Follow(connection, view.Room);
        try
        {
            // Only now: a removal before this is seen here, one after it reaches the following through the feed.
            view = await membership.GetOwnAsync(connection.Caller, view.Room.Name, connection.Aborted);
        }
        catch
        {
            feeds.Release(following);
            throw;
        }

        connection.Followings[view.Room.Name] = following;
        var point = ResumePoint.Find(cursor, request.Backlog, log.Epoch, view.Room.Head);
        var sync = Sync(view, following, point.From, point.Reset);
        following.Next = point.From;
        following.Feed.Advance(view.Room.Head);
        catchUp.Start(following, point.Reset);
        return sync;
    });

    /// <summary>Stops following on this connection. When it completes, nothing more of the room comes.</summary>
    /// <exception cref="RefusedException"><c>room_not_found</c>.</exception>
    public Task UnfollowAsync(ClientConnection connection, string? room) => InTurnAsync(connection, async () =>
    {
        var view = await membership.GetVisibleAsync(connection.Caller, room, connection.Aborted);
        await EndAsync(connection, view.Room.Name);
        return true;
    });

    /// <summary>Ends the membership, and following with it.</summary>
    /// <exception cref="RefusedException"><c>room_not_found</c>, <c>conflict</c> for the last owner.</exception>
    public Task LeaveAsync(ClientConnection connection, string? room) => InTurnAsync(connection, async () =>
    {
        var following = connection.Followings.GetValueOrDefault(room ?? "");
        following?.IsLeaving = true;
        try
        {
            await membership.LeaveAsync(connection.Caller, room);
        }
        catch
        {
            following?.IsLeaving = false;
            throw;
        }

        await EndAsync(connection, room!);
        return true;
    });

    /// <summary>Changes the connection's reading language. When it completes, no translation into the old one comes any more.</summary>
    /// <exception cref="RefusedException"><c>invalid_request</c>.</exception>
    public static Task<LanguageDto> SetLanguageAsync(ClientConnection connection, string? language)
    {
        if (LanguageTag.Check(language, out var tag) is { } fault)
            throw new RefusedException("language", fault);
        return InTurnAsync(connection, async () =>
        {
            connection.Language = tag?.Value;
            var rooms = new List<RoomTranslationsDto>();
            foreach (var following in connection.Followings.Values.Where(following => !following.IsClosed))
            {
                following.Feed.SetLanguage(following, connection.Language);
                rooms.Add(new RoomTranslationsDto(following.Room.Name, Translations(following)));
            }

            await connection.Outbox.PostAsync(message: null, stale: null);
            return new LanguageDto(connection.Language, rooms);
        });
    }

    private RoomSyncDto Sync(RoomView view, Following following, long from, ResetReason? reset) => new(
        RoomDto.From(view), log.Epoch, view.Room.Head, from, ResetDto.From(reset),
        Translations(following));

    private static TranslationCursorDto? Translations(Following following)
        => following.Language is null ? null : new(following.Language.Tag, following.Tseq);

    private void End(ClientConnection connection, string room)
    {
        if (connection.Followings.Remove(room, out var following))
            feeds.Release(following);
    }

    private async Task EndAsync(ClientConnection connection, string room)
    {
        End(connection, room);
        // What was being written when the following ended is written before this mark is reached.
        await connection.Outbox.PostAsync(message: null, stale: null);
    }

    private static async Task<T> InTurnAsync<T>(ClientConnection connection, Func<Task<T>> change)
    {
        await connection.Turn.WaitAsync(connection.Aborted);
        try
        {
            connection.Aborted.ThrowIfCancellationRequested();
            return await change();
        }
        finally
        {
            connection.Turn.Release();
        }
    }
}
