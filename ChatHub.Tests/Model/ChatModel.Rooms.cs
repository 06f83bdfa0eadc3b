namespace ChatHub.Tests.Model;

/// <summary>Rooms: made, opened, changed, archived.</summary>
internal sealed partial class ChatModel
{
    /// <summary>What the model calls the one direct room of two people; its name is the server's affair.</summary>
    public static string DirectName(string user, string other) => string.CompareOrdinal(user, other) < 0 ? $"direct:{user}:{other}" : $"direct:{other}:{user}";

    private string Create(CreateRoom call)
    {
        if (Find(call.Room) is not null)
            return "room_taken";
        var room = Add(new ModelRoom(call.Room, isDirect: false), call.By, call.Visibility);
        Welcome(room, call.By, call.By, "owner");
        return room.LineFor(call.By);
    }

    private string Open(OpenDirect call)
    {
        if (call.By == call.With)
            return "invalid_request";
        var name = DirectName(call.By, call.With);
        if (Find(name) is { } known)
            return $"known {known.LineFor(call.By)}";
        var room = Add(new ModelRoom(name, isDirect: true), call.By, "private");
        Welcome(room, call.By, call.By, "member");
        Welcome(room, call.By, call.With, "member");
        return $"new {room.LineFor(call.By)}";
    }

    private ModelRoom Add(ModelRoom room, string creator, string visibility)
    {
        Rooms.Add(room);
        (room.Picture.Title, room.Picture.Visibility) = (room.Name, visibility);
        room.Append("room.created", creator, Lines.Details(room.Name, "", visibility));
        return room;
    }

    private string Update(UpdateRoom call)
    {
        if (Enter(call.By, call.Room, out var room) is { } refusal)
            return refusal;
        // Of a direct room only who may translate can be changed, by both; a call that asks for nothing asks for nothing else.
        if (room.IsDirect && call is { Title: null, Topic: null, Visibility: null, SlowModeSeconds: null })
            return room.LineFor(call.By);
        if (NotModerator(room, call.By) is { } no)
            return no;
        var picture = room.Picture;
        var title = call.Title == picture.Title ? null : call.Title;
        var topic = call.Topic == picture.Topic ? null : call.Topic;
        var visibility = call.Visibility == picture.Visibility ? null : call.Visibility;
        var slowMode = call.SlowModeSeconds == room.SlowModeSeconds ? null : call.SlowModeSeconds;
        if (title is not null || topic is not null || visibility is not null || slowMode is not null)
        {
            (picture.Title, picture.Topic, picture.Visibility) = (title ?? picture.Title, topic ?? picture.Topic, visibility ?? picture.Visibility);
            room.SlowModeSeconds = slowMode ?? room.SlowModeSeconds;
            room.Append("room.updated", call.By, Lines.Details(title, topic, visibility, slowModeSeconds: slowMode));
        }

        return room.LineFor(call.By);
    }

    private string Archive(ArchiveRoom call)
    {
        if (Enter(call.By, call.Room, out var room) is { } refusal)
            return refusal;
        if (room.IsDirect || room.Rank(call.By) < 3)
            return "forbidden";
        if (!room.Picture.IsArchived)
        {
            room.Picture.IsArchived = true;
            room.Append("room.archived", call.By, Lines.Details(null, null, null, isArchived: true));
        }

        return Lines.Ok;
    }
}
