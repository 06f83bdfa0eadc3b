using ChatHub.Domain.Accounts;
using ChatHub.Domain.Errors;
using ChatHub.Domain.Log;
using ChatHub.Domain.Rooms;
using ChatHub.Domain.Translation;

namespace ChatHub.Domain.Messages;

/// <summary>Reading what was said, as messages and as the log itself. Safe for any number of callers.</summary>
public sealed class HistoryService(IRoomLog log, VisibleRooms rooms, IMessageHistory history, TranslationService translations)
{
    public const int DefaultPage = 50;
    public const int MaxPage = 200;
    public const int DefaultEvents = 200;
    public const int MaxEvents = 1000;

    /// <summary>A page of a room's messages in the reader's language: the latest, or those before or after an id. It waits a moment for translations that are missing.</summary>
    /// <exception cref="RefusedException"><c>invalid_request</c>, <c>room_not_found</c>, <c>banned</c>.</exception>
    public async Task<MessagePage> ReadAsync(Caller caller, string? room, HistoryQuery query, CancellationToken cancel)
    {
        query.Check();
        var language = await translations.FindLanguageAsync(caller, query.Language, cancel);
        var visible = (await rooms.GetAsync(caller, room, cancel)).Room;
        var size = PageCursor.CheckLimit(query.Limit, DefaultPage, MaxPage);
        var isForward = query.After is not null;
        var found = isForward
            ? await history.ReadAfterAsync(visible, query.After!.Value, size + 1, cancel)
            : await history.ReadBeforeAsync(visible, query.Before ?? long.MaxValue, size + 1, cancel);
        var page = found.Count <= size ? found : isForward ? found.Take(size).ToList() : found.Skip(1).ToList();
        long? next = found.Count <= size ? null : isForward ? page[^1].Id : page[0].Id;
        return new MessagePage(await translations.ShowAsync(visible, page, language, TranslationService.Patience, cancel), next);
    }

    /// <exception cref="RefusedException"><c>room_not_found</c>, <c>banned</c>, <c>message_not_found</c>.</exception>
    public async Task<Message> GetAsync(Caller caller, string? room, long id, CancellationToken cancel)
    {
        var visible = (await rooms.GetAsync(caller, room, cancel)).Room;
        var found = await history.FindAsync(visible, id, cancel) ?? throw new RefusedException(ErrorCatalogue.MessageNotFound);
        var language = await translations.FindLanguageAsync(caller, language: null, cancel);
        return (await translations.ShowAsync(visible, [found], language, TranslationService.Patience, cancel))[0];
    }

    /// <summary>A stretch of the room's log. The epoch is compared only when it is given.</summary>
    /// <exception cref="RefusedException"><c>invalid_request</c>, <c>room_not_found</c>, <c>banned</c>.</exception>
    public async Task<EventPage> ReadEventsAsync(Caller caller, string? room, string? epoch, long? after, int? limit, CancellationToken cancel)
    {
        var size = PageCursor.CheckLimit(limit, DefaultEvents, MaxEvents);
        if (after is < 0)
            throw new RefusedException("after", "Must be a seq, or 0 for the start.");
        while (true)
        {
            var visible = (await rooms.GetAsync(caller, room, cancel)).Room;
            ResetReason? reset = epoch is not null && epoch != log.Epoch ? ResetReason.EpochChanged
                : after > visible.Head ? ResetReason.CursorAhead
                : after < visible.Floor ? ResetReason.Retention
                : null;
            var start = reset is null && after is not null ? after.Value : visible.Floor;
            var events = await log.ReadAsync(visible, start, visible.Head, size, cancel);
            // Retention may have removed events between the two reads: then the room, read again, says so.
            if (start == visible.Head || (events.Count > 0 && events[0].Seq == start + 1))
            {
                var language = await translations.FindLanguageAsync(caller, language: null, cancel);
                return new EventPage(visible, log.Epoch, start + 1, reset, await translations.ShowAsync(visible, events, language, cancel));
            }
        }
    }
}
