using ChatHub.Domain.Log;
using ChatHub.Domain.Messages;
using ChatHub.Domain.Rooms;
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
        var rows = await (
            from entry in context.Events
            where entry.RoomId == room.Id && entry.Seq > after && entry.Seq <= upTo
            from actor in context.Users.Where(user => user.Id == entry.ActorId).DefaultIfEmpty()
            from subject in context.Users.Where(user => user.Id == entry.SubjectId).DefaultIfEmpty()
            from message in context.Messages.Where(message => message.RoomId == entry.RoomId && message.Id == entry.MessageId).DefaultIfEmpty()
            from sender in context.Users.Where(user => user.Id == message.SenderId).DefaultIfEmpty()
            orderby entry.Seq
            select new { Entry = entry, Actor = actor.Username, Subject = subject.Username, Message = message, Sender = sender.Username })
            .Take(limit).ToListAsync(cancel);
        return rows.ConvertAll(row => ToEvent(room, row.Entry, row.Actor, row.Subject, row.Message is null ? null : MessageHistory.ToMessage(row.Message, row.Sender)));
    }

    private static RoomEvent ToEvent(Room room, EventRow row, string? actor, string? subject, Message? message)
    {
        var details = EventDetails.Read(row.Details);
        var at = DateTimeOffset.FromUnixTimeMilliseconds(row.At);
        return new RoomEvent(room.Id, room.Name, row.Seq, (RoomEventType)row.Type, at, actor)
        {
            Message = message,
            Member = row.SubjectId is { } subjectId ? new MemberChange(subjectId, subject!, details?.Role) : null,
            Details = details?.Room,
        };
    }
}
