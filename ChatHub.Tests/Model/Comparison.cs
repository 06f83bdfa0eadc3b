using System.Text.Json;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Model;

/// <summary>Compares what connections have seen, and what HTTP says, with the model.</summary>
internal sealed class Comparison(ChatModel model, Players players)
{
    private const int MaxEvents = 1000;

    public async Task RunAsync()
    {
        foreach (var room in model.Rooms)
        {
            foreach (var user in model.Users)
                await SettleAsync(room, user);
            foreach (var user in model.Users)
                await CompareHttpAsync(room, user);
            await CompareLogAsync(room);
        }

        foreach (var user in model.Users)
            await CompareListAsync(user);
    }

    /// <summary>Waits until a user's connections have got what they must of a room, and looks at it.</summary>
    public async Task SettleAsync(ModelRoom room, string user)
    {
        foreach (var way in new[] { Way.Json, Way.MessagePack })
        {
            if (model.Connections.Stands.GetValueOrDefault((user, way, room.Name)) is not { } stand)
                continue;
            var device = players.DeviceOf(user, way);
            var tape = device.TapeOf(room.Name);
            if (stand.IsFollowing)
                await WaitAsync(device, () => tape.Seq >= room.Head, $"{user} over {way} has come to the head of {room.Name}");
            else if (stand.Reason is not null)
                await WaitAsync(device, () => tape.ClosedReason is not null, $"{room.Name} was closed for {user} over {way}");
            device.Take();
            CompareTape(room, tape, stand, $"{user} over {way} in {room.Name}");
        }
    }

    private static Task WaitAsync(Device device, Func<bool> condition, string what) => Eventually.TrueAsync(
        () =>
        {
            device.Take();
            return condition();
        },
        what);

    private static void CompareTape(ModelRoom room, RoomTape tape, Stand stand, string who)
    {
        tape.IsFollowing.Should().Be(stand.IsFollowing, who);
        tape.Lines.Should().Equal(room.Log.Skip((int)tape.First - 1).Take(tape.Lines.Count), "the log is the same for {0}", who);
        tape.Seq.Should().BeLessThanOrEqualTo(stand.AtMost ?? room.Head, who);
        if (stand.Reason is not null)
            tape.ClosedReason.Should().Be(stand.Reason, who);
        if (!stand.IsFollowing && stand.Exactly is null)
            return;
        tape.Seq.Should().Be(stand.Exactly ?? room.Head, who);
        if (tape.First == 1)
            tape.Picture.RenderForView().Should().Be(room.PictureAt(tape.Seq), "that is what its events say to {0}", who);
    }

    private async Task CompareHttpAsync(ModelRoom room, string user)
    {
        var refusal = RefusalFor(room, user);
        var (found, refused) = await players.GetAsync(user, $"/rooms/{room.Name}");
        (refused ?? Lines.Room(found)).Should().Be(refusal ?? room.LineFor(user), "this is {0} for {1}", room.Name, user);
        foreach (var part in new[] { "members", "messages", "events" })
            (await players.GetAsync(user, $"/rooms/{room.Name}/{part}")).Refusal.Should().Be(refusal, "this is {0} for {1}", room.Name, user);
        if (refusal is null)
            (await HttpPicture.ReadAsync(players, user, room.Name)).RenderForHttp().Should().Be(room.Picture.RenderForHttp());
    }

    private async Task CompareMembersAsync(ModelRoom room, string reader)
    {
        var (members, _) = await players.GetAsync(reader, $"/rooms/{room.Name}/members");
        members.GetProperty("items").EnumerateArray().Select(Lines.MemberOf)
            .Should().BeEquivalentTo(room.Picture.Members.Select(member => Lines.MemberOf(member.Key, member.Value, room.LastRead[member.Key])));
    }

    /// <summary>The log itself, the times in it, and the messages in it, which are those of now.</summary>
    private async Task CompareLogAsync(ModelRoom room)
    {
        if (model.Users.FirstOrDefault(user => RefusalFor(room, user) is null) is not { } reader)
            return;
        await CompareMembersAsync(room, reader);
        var (page, _) = await players.GetAsync(reader, $"/rooms/{room.Name}/events?after=0&limit={MaxEvents}");
        (page.GetProperty("head").GetInt64(), page.GetProperty("from").GetInt64()).Should().Be((room.Head, 1));
        var events = page.GetProperty("events").EnumerateArray().ToList();
        events.Select(Lines.Event).Should().Equal(room.Log);
        foreach (var message in events.Where(entry => entry.TryGetProperty("message", out _)).Select(entry => entry.GetProperty("message")))
        {
            var id = message.GetProperty("id").GetInt64();
            MessagePicture.Read(message).Render(isOrdered: true).Should().Be(room.Picture.Messages[id].Render(isOrdered: true));
            Lines.Text(message, "at").Should().Be(TimeOf(events, id));
            if (Lines.Text(message, "editedAt") is { } editedAt)
                editedAt.Should().Be(TimeOf(events, room.LastEdit[id]));
        }

        foreach (var (_, seq, at) in players.Promises.Where(promise => promise.Room == room.Name))
            at.Should().Be(TimeOf(events, seq), "a receipt named event {0} of {1}", seq, room.Name);
    }

    /// <summary>Of the rooms of this sequence one sees one's own and the public ones.</summary>
    private async Task CompareListAsync(string user)
    {
        var listed = new List<string>();
        for (var next = ""; next is not null;)
        {
            var (page, _) = await players.GetAsync(user, $"/rooms?limit=200{next}");
            listed.AddRange(page.GetProperty("items").EnumerateArray().Where(room => model.Find(Lines.Text(room, "room")!) is not null).Select(Lines.Room));
            next = Lines.Text(page, "next") is { } cursor ? $"&cursor={cursor}" : null;
        }

        listed.Should().BeEquivalentTo(model.Rooms.Where(room => RefusalFor(room, user) is null).Select(room => room.LineFor(user)));
    }

    private static string? TimeOf(List<JsonElement> events, long seq) => Lines.Text(events[(int)seq - 1], "at");

    private static string? RefusalFor(ModelRoom room, string user)
        => room.IsMember(user) ? null : !room.IsPublic ? "room_not_found" : room.IsBanned(user) ? "banned" : null;
}
