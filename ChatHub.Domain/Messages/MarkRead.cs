using ChatHub.Domain.Accounts;
using ChatHub.Domain.Errors;
using ChatHub.Domain.Log;
using ChatHub.Domain.Rooms;

namespace ChatHub.Domain.Messages;

/// <summary>Moves a member's read marker forward; backwards it stays where it is.</summary>
public sealed class MarkRead(string room, Caller caller, long seq) : RoomChange<MovedMarker>
{
    public override async ValueTask<MovedMarker> ApplyAsync(IRoomTransaction transaction)
    {
        var view = await RoomAccess.EnterAsync(transaction, room, caller);
        var member = RoomAccess.RequireMember(view);
        if (seq > view.Room.Head)
            throw new RefusedException("seq", "Must not be past the room's head.");
        if (seq <= member.LastRead)
            return new MovedMarker(view.Room.Id, room, member.LastRead, HasMoved: false);

        await transaction.UpdateMemberAsync(member with
        {
            LastRead = seq,
            MessagesRead = await transaction.CountMessagesAsync(view.Room, seq),
            UnreadMentions = await transaction.CountMentionsAsync(view.Room, caller.UserId, seq),
        });
        return new MovedMarker(view.Room.Id, room, seq, HasMoved: true);
    }
}

/// <summary>Where a marker stands.</summary>
public sealed record MovedMarker(long RoomId, string Room, long Seq, bool HasMoved);
