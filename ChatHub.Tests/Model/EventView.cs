using System.Text.Json;

namespace ChatHub.Tests.Model;

/// <summary>A room as a plain client makes it of events alone: it believes the message that an event carries, and applies reactions to it.</summary>
internal static class EventView
{
    public static void Apply(this RoomPicture room, JsonElement entry)
    {
        var type = entry.GetProperty("type").GetString()!;
        if (entry.TryGetProperty("message", out var message))
            room.Messages[message.GetProperty("id").GetInt64()] = MessagePicture.Read(message);
        else if (entry.TryGetProperty("reaction", out var reaction))
            ApplyReaction(room, reaction.GetProperty("id").GetInt64(), reaction.GetProperty("emoji").GetString()!, entry.GetProperty("actor").GetString()!, type);
        else if (entry.TryGetProperty("member", out var member))
            ApplyMember(room, type, member.GetProperty("username").GetString()!, Lines.Text(member, "role"), Lines.Text(member, "reason"));
        else
            ApplyDetails(room, entry.GetProperty("details"));
    }

    /// <summary>In a replay the message is as it is now: it may be gone, or bear the reaction already.</summary>
    private static void ApplyReaction(RoomPicture room, long id, string emoji, string user, string type)
    {
        var message = room.Messages[id];
        if (!message.IsDeleted)
            room.Messages[id] = type == "reaction.added" ? message.With(emoji, user) : message.Without(emoji, user);
    }

    private static void ApplyMember(RoomPicture room, string type, string username, string? role, string? reason)
    {
        switch (type)
        {
            case "member.joined" or "member.role_changed":
                room.Members[username] = role!;
                break;
            case "member.left" or "member.removed":
                room.Members.Remove(username);
                break;
            case "member.banned":
                room.Members.Remove(username);
                room.Restrictions[("ban", username)] = reason ?? "";
                break;
            case "member.muted":
                room.Restrictions[("mute", username)] = reason ?? "";
                break;
            default:
                room.Restrictions.Remove((type == "member.unbanned" ? "ban" : "mute", username)).Should().BeTrue("only what was is lifted");
                break;
        }
    }

    private static void ApplyDetails(RoomPicture room, JsonElement details)
    {
        room.Title = Lines.Text(details, "title") ?? room.Title;
        room.Topic = Lines.Text(details, "topic") ?? room.Topic;
        room.Visibility = Lines.Text(details, "visibility") ?? room.Visibility;
        room.IsArchived |= details.TryGetProperty("archived", out _);
    }
}
