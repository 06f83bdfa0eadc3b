using ChatHub.Domain.Accounts;
using ChatHub.Domain.Errors;
using ChatHub.Domain.Log;

namespace ChatHub.Domain.Rooms;

/// <summary>Makes a room: <c>room.created</c> is its seq 1, the creator's <c>member.joined</c> its seq 2. Without a creator it is the server's.</summary>
public sealed class CreateRoom(string name, string title, string topic, RoomVisibility visibility, Caller? creator) : RoomChange<RoomView>
{
    public override async ValueTask<RoomView> ApplyAsync(IRoomTransaction transaction)
    {
        if (await transaction.FindRoomAsync(name) is not null)
            throw new RefusedException(ErrorCatalogue.RoomTaken);

        var room = await transaction.AddRoomAsync(new Room(0, name, title, topic, visibility, transaction.Now, Head: 0, Messages: 0));
        await transaction.AppendAsync(room, new EventDraft(RoomEventType.RoomCreated, creator) { Details = new RoomDetails(title, topic, visibility) });
        var owner = creator is null ? null : await JoinRoom.AddMemberAsync(transaction, room, creator, RoomRole.Owner);
        return new RoomView((await transaction.FindRoomAsync(name))!, owner);
    }
}
