namespace ChatHub.Tests.Model;

/// <summary>
/// Makes calls of draws: mostly such as will be accepted, from people who may, about what is there; and enough others that every refusal comes up.
/// </summary>
internal sealed class Choices(ChatModel model, string prefix)
{
    private const int OwnRooms = 3;

    private static readonly string[] Emoji = ["👍", "❤️", "🎉"];
    private static readonly string[] Roles = ["member", "moderator", "owner"];

    // How often each kind is drawn; the numbers say nothing but their proportions.
    private static readonly (int Weight, Func<Choices, Draw, Call> Make)[] Weighted =
    [
        (4, (it, draw) => it.Create(draw)),
        (2, (it, draw) => new OpenDirect(it.Anyone(draw), it.User(draw.First))),
        (14, (it, draw) => new JoinRoom(it.Anyone(draw), it.Over(draw, it.Anyone(draw)), it.Room(draw), draw.First % 8 < 5 ? Start.Resume : (Start)(1 + (draw.Second % 3)))),
        (3, (it, draw) => new LeaveRoom(it.Member(draw), it.Over(draw), it.Room(draw))),
        (3, (it, draw) => it.Unfollow(draw)),
        (5, (it, draw) => new SetMember(it.Moderator(draw), it.Room(draw), it.User(draw.First), null)),
        (4, (it, draw) => new SetMember(it.Moderator(draw), it.Room(draw), it.User(draw.First), Roles[draw.Second % Roles.Length])),
        (3, (it, draw) => new RemoveMember(it.Moderator(draw), it.Room(draw), it.User(draw.First))),
        (3, (it, draw) => new Restrict(it.Moderator(draw), it.Room(draw), it.User(draw.First), "ban", Reason(draw))),
        (3, (it, draw) => new Lift(it.Moderator(draw), it.Room(draw), it.User(draw.First), "ban")),
        (2, (it, draw) => new Restrict(it.Moderator(draw), it.Room(draw), it.User(draw.First), "mute", Reason(draw))),
        (3, (it, draw) => new Lift(it.Moderator(draw), it.Room(draw), it.User(draw.First), "mute")),
        (16, (it, draw) => it.Send(draw)),
        (4, (it, draw) => it.Retry(draw)),
        (9, (it, draw) => it.Edit(draw)),
        (5, (it, draw) => it.Delete(draw)),
        (8, (it, draw) => new React(it.Member(draw), it.Over(draw), it.Room(draw), it.Message(draw), Emoji[draw.Second % Emoji.Length], IsAdded: true)),
        (5, (it, draw) => new React(it.Member(draw), it.Over(draw), it.Room(draw), it.Message(draw), Emoji[draw.Second % Emoji.Length], IsAdded: false)),
        (5, (it, draw) => new MarkRead(it.Member(draw), it.Over(draw), it.Room(draw), draw.First % ((it.Find(draw)?.Head ?? 0) + 2))),
        (3, (it, draw) => it.Update(draw)),
        (1, (it, draw) => new ArchiveRoom(it.Moderator(draw), it.Room(draw))),
        (3, (it, draw) => it.ComeOrGo(draw)),
        (1, (_, _) => new Compare()),
        (1, (_, draw) => draw.First % 4 == 0 ? new Restart() : new Compare()),
    ];

    private static readonly Func<Choices, Draw, Call>[] Makers = [.. Weighted.SelectMany(entry => Enumerable.Repeat(entry.Make, entry.Weight))];

    public static int Kinds => Makers.Length;

    /// <summary>How every sequence begins: with a room and people in it who follow it.</summary>
    public IEnumerable<Call> Opening(Draw draw)
    {
        yield return new CreateRoom(model.Users[0], $"{prefix}-0", draw.Room % 2 == 0 ? "public" : "private");
        yield return new SetMember(model.Users[0], $"{prefix}-0", model.Users[1], null);
        yield return new JoinRoom(model.Users[1], (Way)(draw.First % 2), $"{prefix}-0", Start.Resume);
        yield return new JoinRoom(model.Users[0], (Way)(draw.Second % 2), $"{prefix}-0", Start.Resume);
    }

    public Call Make(Draw draw) => Makers[draw.Kind](this, draw);

    private static string? Reason(Draw draw) => draw.Second % 3 == 0 ? "Advertising" : null;

    private CreateRoom Create(Draw draw) => new(Anyone(draw), $"{prefix}-{draw.First % OwnRooms}", draw.Second % 3 == 0 ? "private" : "public");

    private Call Unfollow(Draw draw)
        => Over(draw) is var way && way == Way.Http ? new LeaveRoom(Member(draw), way, Room(draw)) : new Unfollow(Member(draw), way, Room(draw));

    private SendMessage Send(Draw draw)
    {
        var key = draw.Second % 3 == 0 ? $"key {draw.Third % 4}" : null;
        return new SendMessage(Member(draw), Over(draw), Room(draw), Say(draw.First), key, draw.Second % 4 == 1 ? Message(draw) : null);
    }

    /// <summary>What was accepted once is sent again, by whoever sent it and whatever has become of it and of them.</summary>
    private SendMessage Retry(Draw draw)
    {
        var accepted = Find(draw)?.Accepted.OrderBy(entry => entry.Value.Id).ToList() ?? [];
        if (accepted.Count == 0)
            return Send(draw);
        var ((sender, key), (_, said)) = accepted[draw.First % accepted.Count];
        return new SendMessage(sender, Over(draw, sender), Room(draw), draw.Second % 5 == 0 ? Say(draw.Third) : said, key, null);
    }

    private EditMessage Edit(Draw draw)
    {
        var by = Author(draw);
        return new EditMessage(by, Over(draw, by), Room(draw), Message(draw), Say(draw.Third));
    }

    private DeleteMessage Delete(Draw draw)
    {
        var by = draw.Second % 2 == 0 ? Moderator(draw) : Author(draw);
        return new DeleteMessage(by, Over(draw, by), Room(draw), Message(draw));
    }

    private UpdateRoom Update(Draw draw) => new(
        Moderator(draw), Room(draw), draw.First % 3 == 0 ? $"Title {draw.Third % 2}" : null, draw.First % 3 == 1 ? $"Topic {draw.Third % 2}" : null,
        draw.Second % 3 == 0 ? "public" : draw.Second % 3 == 1 ? "private" : null, (draw.Third % 8) switch { 0 or 1 => 0, 2 => 21_600, _ => null });

    private Call ComeOrGo(Draw draw)
    {
        var (user, way) = (User(draw.By), (Way)(draw.First % 2));
        return model.Connections.IsUp(user, way) ? new Drop(user, way) : new Reconnect(user, way);
    }

    private Said Say(int number) => Sayings.Pick(number, model.Users);

    private string User(int number) => model.Users[number % model.Users.Count];

    private string Anyone(Draw draw) => User(draw.By);

    private ModelRoom? Find(Draw draw) => draw.Room == 0 || model.Rooms.Count == 0 ? null : model.Rooms[draw.Room % model.Rooms.Count];

    private string Room(Draw draw) => Find(draw)?.Name ?? "nowhere";

    private string Member(Draw draw) => Among(draw, Find(draw)?.Picture.Members.Keys);

    private string Moderator(Draw draw) => Among(draw, Find(draw)?.Picture.Members.Where(member => member.Value != "member").Select(member => member.Key));

    /// <summary>Three times in four one of some, else anyone.</summary>
    private string Among(Draw draw, IEnumerable<string>? some)
        => some?.ToList() is { Count: > 0 } known && draw.By < 12 ? known[draw.By % known.Count] : Anyone(draw);

    private string Author(Draw draw)
        => draw.By < 12 && Find(draw)?.Picture.Messages.GetValueOrDefault(Message(draw)) is { } message ? message.Sender : Member(draw);

    private Way Over(Draw draw) => Over(draw, Member(draw));

    /// <summary>A connection that has ended carries no calls.</summary>
    private Way Over(Draw draw, string by) => model.Connections.IsUp(by, (Way)draw.Way) ? (Way)draw.Way : Way.Http;

    /// <summary>A message of the room, or now and then one of any room, or none.</summary>
    private long Message(Draw draw)
    {
        var ids = (draw.First < 54 ? Find(draw) is { } room ? [room] : [] : model.Rooms).SelectMany(known => known.Picture.Messages.Keys).ToList();
        return ids.Count == 0 || draw.First == 63 ? 777 : ids[draw.First % ids.Count];
    }
}
