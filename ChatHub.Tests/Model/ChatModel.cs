namespace ChatHub.Tests.Model;

/// <summary>
/// The rules, stated once more and as plainly as possible, without a line of the product: what each call is answered, and what it changes. A refusal
/// is answered by its code alone.
/// </summary>
internal sealed partial class ChatModel(IReadOnlyList<string> users)
{
    public IReadOnlyList<string> Users => users;

    /// <summary>In the order in which they were made.</summary>
    public List<ModelRoom> Rooms { get; } = [];

    public Connections Connections { get; } = new(users);

    public ModelRoom? Find(string room) => Rooms.Find(known => known.Name == room);

    /// <summary>Does what a call asks for, if it may be.</summary>
    /// <returns>The answer, in one line.</returns>
    public string Apply(Call call) => call switch
    {
        CreateRoom create => Create(create),
        OpenDirect open => Open(open),
        UpdateRoom update => Update(update),
        ArchiveRoom archive => Archive(archive),
        JoinRoom join => Join(join),
        LeaveRoom leave => Leave(leave),
        Unfollow unfollow => Unfollow(unfollow),
        SetMember set => Set(set),
        RemoveMember remove => Remove(remove),
        Restrict restrict => Restrict(restrict),
        Lift lift => Lift(lift),
        SendMessage send => Send(send),
        EditMessage edit => Edit(edit),
        DeleteMessage delete => Delete(delete),
        React react => React(react),
        MarkRead mark => Mark(mark),
        _ => throw new ArgumentOutOfRangeException(nameof(call), call, "The model has no rule for this."),
    };

    /// <summary>A private room that one may not see does not exist; a ban is told only where the room is known to all.</summary>
    private string? Enter(string by, string name, out ModelRoom room)
    {
        room = Find(name)!;
        if (room is null || (!room.IsMember(by) && !room.IsPublic))
            return "room_not_found";
        return room.IsBanned(by) ? "banned" : null;
    }

    private static string? NotSpeaker(ModelRoom room, string by)
        => !room.IsMember(by) ? "forbidden" : room.Picture.IsArchived ? "room_archived" : room.IsMuted(by) ? "muted" : null;

    private static string? NotModerator(ModelRoom room, string by)
        => room.IsDirect || room.Rank(by) < 2 ? "forbidden" : room.Picture.IsArchived ? "room_archived" : null;

    private static string? NoPower(ModelRoom room, string by, string target)
        => by == target || (room.Rank(by) < 3 && room.Rank(by) <= room.Rank(target)) ? "forbidden" : null;
}
