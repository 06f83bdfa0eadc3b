using ChatHub.Domain.Accounts;
using ChatHub.Domain.Errors;
using ChatHub.Domain.Log;

namespace ChatHub.Domain.Rooms;

/// <summary>
/// Opens the one conversation of two people, whoever of them asks, also when both do at once: changes are applied one after the other.
/// </summary>
public sealed class OpenDirectRoom(Caller caller, Username other, string newName, RoomQuota quota) : RoomChange<OpenedRoom>
{
    public override async ValueTask<OpenedRoom> ApplyAsync(IRoomTransaction transaction)
    {
        var person = await transaction.FindPersonAsync(other) ?? throw new RefusedException(ErrorCatalogue.UserNotFound);
        await CreateRoom.RequireAliveAsync(transaction, caller);
        var known = await transaction.FindDirectRoomAsync(caller.UserId, person.Id);
        var room = known ?? await MakeAsync(transaction, person);
        var view = new RoomView((await transaction.FindRoomAsync(room.Name))!, await transaction.FindMemberAsync(room, caller.UserId)) { With = person.Username };
        return new OpenedRoom(view, IsNew: known is null);
    }

    private async ValueTask<Room> MakeAsync(IRoomTransaction transaction, Person person)
    {
        await quota.RequirePlaceAsync(transaction, caller.UserId);
        // Between two people nothing leaves the host unless one of them wants it.
        var settings = new RoomSettings(newName, "", RoomVisibility.Private) { Translation = RoomTranslation.Off };
        var room = await transaction.AddRoomAsync(new Room(0, newName, RoomKind.Direct, settings, transaction.Now), (caller.UserId, person.Id));
        await CreateRoom.AppendCreatedAsync(transaction, room, caller);
        await JoinRoom.AddMemberAsync(transaction, room, caller.Person, caller.Person, RoomRole.Member);
        await JoinRoom.AddMemberAsync(transaction, room, caller.Person, person, RoomRole.Member);
        return room;
    }
}

/// <summary>A room, and whether it was made just now.</summary>
public sealed record OpenedRoom(RoomView View, bool IsNew);
