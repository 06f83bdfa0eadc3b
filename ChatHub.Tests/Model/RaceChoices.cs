namespace ChatHub.Tests.Model;

/// <summary>
/// Makes calls of draws for users who act at once, so that nobody knows what is there: ids are guessed. The first user owns both rooms and stays.
/// </summary>
internal sealed class RaceChoices(IReadOnlyList<string> users, IReadOnlyList<string> rooms)
{
    private const int LikelyIds = 40;

    private static readonly string[] Emoji = ["👍", "🎉"];

    /// <summary>Connecting, dropping and following are left to the one who acts.</summary>
    /// <param name="draw">The numbers.</param>
    /// <param name="by">Who acts.</param>
    public Call Make(Draw draw, string by)
    {
        var (room, way, id) = (rooms[draw.Room % rooms.Count], (Way)draw.Way, 1L + (draw.First % LikelyIds));
        var target = users[draw.Second % users.Count];
        return (draw.Kind % 26) switch
        {
            < 7 => new SendMessage(by, way, room, Sayings.Pick(draw.Third, users), draw.Second % 2 == 0 ? $"key {draw.Third % 3}" : null, draw.Second % 5 == 0 ? id : null),
            < 10 => new EditMessage(by, way, room, id, Sayings.Pick(draw.Third, users)),
            < 11 => new DeleteMessage(by, way, room, id),
            < 14 => new React(by, way, room, id, Emoji[draw.Third % Emoji.Length], draw.Second % 3 > 0),
            < 15 => new MarkRead(by, way, room, id),
            < 17 => new JoinRoom(by, way, room, Start.Resume),
            < 18 => way == Way.Http ? new LeaveRoom(by, way, room) : new Unfollow(by, way, room),
            < 19 => new LeaveRoom(by, way, room),
            < 20 => new Drop(by, way == Way.Http ? Way.Json : way),
            < 22 => new SetMember(by, room, target, draw.Third % 4 == 0 ? "moderator" : null),
            < 23 => new RemoveMember(by, room, target),
            < 24 => draw.Third % 3 > 0 ? new Restrict(by, room, target, "ban", null) : new Restrict(by, room, target, "mute", null),
            < 25 => new Lift(by, room, target, draw.Third % 3 > 0 ? "ban" : "mute"),
            _ => new UpdateRoom(by, room, $"Title {draw.Third}", null, draw.Second % 4 == 0 ? "private" : "public", null),
        };
    }
}
