using ChatHub.Domain.Log;
using ChatHub.Domain.Messages;
using ChatHub.Domain.Rooms;
using ChatHub.Infrastructure.Accounts;
using ChatHub.Infrastructure.Database;
using ChatHub.Infrastructure.Messages;
using Microsoft.EntityFrameworkCore;

namespace ChatHub.Infrastructure.Log;

/// <summary>Reads events back, each with its message and the names as they are now. Safe for any number of callers.</summary>
internal sealed class EventReader(IDatabaseReader database)
{
    public async Task<IReadOnlyList<RoomEvent>> ReadAsync(Room room, long after, long upTo, int limit, CancellationToken cancel)
    {
        await using var context = database.OpenContext();
        var rows = await context.Events
            .Where(row => row.RoomId == room.Id && row.Seq > after && row.Seq <= upTo).OrderBy(row => row.Seq).Take(limit).ToListAsync(cancel);
        var messages = await ReadMessagesAsync(context, room, rows, cancel);
        var people = rows.SelectMany(row => new[] { row.ActorId, row.SubjectId }).OfType<long>();
        var names = await UsernameLookup.ReadAsync(context, people, cancel);
        return rows.ConvertAll(row => ToEvent(room, row, names, messages));
    }

    private static async Task<Dictionary<long, Message>> ReadMessagesAsync(ChatHubContext context, Room room, List<EventRow> events, CancellationToken cancel)
    {
        var ids = events.Where(row => IsOfMessage((RoomEventType)row.Type)).Select(row => row.MessageId!.Value).Distinct().ToList();
        if (ids.Count == 0)
            return [];
        var rows = await context.Messages.Where(row => row.RoomId == room.Id && ids.Contains(row.Id)).ToListAsync(cancel);
        return (await MessageLoader.LoadAsync(context, rows, cancel)).ToDictionary(message => message.Id);
    }

    private static RoomEvent ToEvent(Room room, EventRow row, UsernameLookup names, Dictionary<long, Message> messages)
    {
        var (type, details) = ((RoomEventType)row.Type, EventDetails.Read(row.Details));
        var at = DateTimeOffset.FromUnixTimeMilliseconds(row.At);
        var isOfMember = type is >= RoomEventType.MemberJoined and < RoomEventType.MessagePosted;
        return new RoomEvent(room.Id, room.Name, row.Seq, type, at, row.ActorId is { } actorId ? names[actorId] : null)
        {
            ActorId = row.ActorId,
            Message = IsOfMessage(type) ? messages.GetValueOrDefault(row.MessageId!.Value) ?? Removed(row, names, at) : null,
            Reaction = details.Emoji is { } emoji ? new ReactionChange(row.MessageId!.Value, emoji) : null,
            Member = isOfMember && row.SubjectId is { } subjectId
                ? new MemberChange(subjectId, names[subjectId], details.Role, details.Until is { } until ? DateTimeOffset.FromUnixTimeMilliseconds(until) : null, details.Reason)
                : null,
            Details = details.Room?.ToDetails(),
        };
    }

    private static bool IsOfMessage(RoomEventType type) => type is >= RoomEventType.MessagePosted and < RoomEventType.ReactionAdded;

    /// <summary>A late change to a message that retention has removed since.</summary>
    private static Message Removed(EventRow row, UsernameLookup names, DateTimeOffset at)
        => new(row.MessageId!.Value, row.SubjectId ?? 0, names[row.SubjectId ?? 0], "", Language: null, at, Revision: 1) { IsDeleted = true };
}
