namespace ChatHub.Tests.Model;

/// <summary>A room as HTTP gives it; every count in it must follow from the rest.</summary>
internal static class HttpPicture
{
    /// <summary>Reads a room that the user is a member of, or may see.</summary>
    public static async Task<RoomPicture> ReadAsync(Players players, string user, string room)
    {
        var (found, _) = await players.GetAsync(user, $"/rooms/{room}");
        var (members, _) = await players.GetAsync(user, $"/rooms/{room}/members");
        var (messages, _) = await players.GetAsync(user, $"/rooms/{room}/messages?limit=200");
        var picture = new RoomPicture
        {
            Title = Lines.Text(found, "title")!,
            Topic = Lines.Text(found, "topic")!,
            Visibility = Lines.Text(found, "visibility")!,
            IsArchived = found.GetProperty("archived").GetBoolean(),
        };
        foreach (var member in members.GetProperty("items").EnumerateArray())
            picture.Members.Add(Lines.Text(member, "username")!, Lines.Text(member, "role")!);
        foreach (var message in messages.GetProperty("items").EnumerateArray())
            picture.Messages.Add(message.GetProperty("id").GetInt64(), MessagePicture.Read(message));
        if (!picture.Members.TryGetValue(user, out var role))
            return picture;

        var lastRead = found.GetProperty("lastRead").GetInt64();
        var unread = picture.Messages.Values.Where(message => message.Id > lastRead).ToList();
        Lines.Room(found).Should().Contain(Lines.Place(role, lastRead, unread.Count, unread.Count(message => message.Mentions.Contains(user))), "this is unread by {0}", user);
        members.GetProperty("items").EnumerateArray().Select(Lines.MemberOf).Should().Contain(Lines.MemberOf(user, role, lastRead));
        return picture;
    }
}
