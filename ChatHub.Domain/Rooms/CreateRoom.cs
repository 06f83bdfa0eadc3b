using ChatHub.Domain.Accounts;
using ChatHub.Domain.Errors;
using ChatHub.Domain.Log;

namespace ChatHub.Domain.Rooms;

/// <summary>Makes a room: <c>room.created</c> is its seq 1, the creator's <c>member.joined</c> its seq 2. Without a creator it is the server's.</summary>
public sealed class CreateRoom(string name, RoomSettings settings, Caller? creator, RoomQuota quota) : RoomChange<RoomView>
{
    public override async ValueTask<RoomView> ApplyAsync(IRoomTransaction transaction)
    {
        if (await transaction.FindRoomAsync(name) is not null)
            throw new RefusedException(ErrorCatalogue.RoomTaken);
        await RequireAliveAsync(transaction, creator);
        if (creator is not null)
            await quota.RequirePlaceAsync(transaction, creator.UserId);

        var room = await transaction.AddRoomAsync(new Room(0, name, RoomKind.Room, settings, transaction.Now));
        await AppendCreatedAsync(transaction, room, creator);
        var owner = creator is null ? null : await JoinRoom.AddMemberAsync(transaction, room, creator.Person, creator.Person, RoomRole.Owner);
        return new RoomView((await transaction.FindRoomAsync(name))!, owner);
    }

    internal static ValueTask<RoomEvent> AppendCreatedAsync(IRoomTransaction transaction, Room room, Caller? creator)
        => transaction.AppendAsync(room, new EventDraft(RoomEventType.RoomCreated, creator?.Person)
        {
            Details = new RoomDetails(room.Settings.Title, room.Settings.Topic, room.Settings.Visibility)
            {
                Translation = room.Settings.Translation == RoomTranslation.Any ? null : room.Settings.Translation,
            },
        });

    /// <summary>A call may still run when its account is deleted: it must not make it a member again.</summary>
    /// <exception cref="RefusedException"><c>invalid_token</c>.</exception>
    internal static async ValueTask RequireAliveAsync(IRoomTransaction transaction, Caller? caller)
    {
        if (caller is not null && !await transaction.HasPersonAsync(caller.UserId))
            throw new RefusedException(ErrorCatalogue.InvalidToken);
    }
}
