namespace ChatHub.Tests.Model;

/// <summary>Who is in a room, and what they are there.</summary>
internal sealed partial class ChatModel
{
    /// <summary>How many events a connection gets that asks for as many as it may.</summary>
    private const int Backlog = 200;

    private static void Welcome(ModelRoom room, string actor, string newcomer, string role)
    {
        room.Picture.Members[newcomer] = role;
        room.LastRead[newcomer] = room.Append("member.joined", actor, Lines.Member(newcomer, role));
        room.NoteTurn(newcomer);
    }

    private void End(ModelRoom room, string type, string actor, string member, Way? leaving = null, string? reason = null)
    {
        room.Picture.Members.Remove(member);
        room.LastRead.Remove(member);
        room.Waiting.Remove(member);
        room.Append(type, actor, Lines.Member(member, null, reason));
        Connections.Close(room, member, type["member.".Length..], leaving);
    }

    private string Join(JoinRoom call)
    {
        if (Enter(call.By, call.Room, out var room) is { } refusal)
            return refusal;
        if (!room.IsMember(call.By))
        {
            if (room.Picture.IsArchived)
                return "room_archived";
            Welcome(room, call.By, call.By, "member");
        }

        if (call.Way == Way.Http)
            return Lines.MemberOf(call.By, room.Picture.Members[call.By], room.LastRead[call.By]);
        var isKnown = !Connections.Follow(call.By, call.Way, room);
        var tail = $"head {room.Head}, {room.LineFor(call.By)}";
        return (isKnown, call.Start) switch
        {
            (true, _) => $"goes on at {room.Head + 1}, {tail}",
            (_, Start.Ahead) => $"reset cursor_ahead, from {Math.Max(0, room.Head - Backlog) + 1}, {tail}",
            (_, Start.OtherEpoch) => $"reset epoch_changed, from {Math.Max(0, room.Head - Backlog) + 1}, {tail}",
            _ => $"resumes, {tail}",
        };
    }

    private string Leave(LeaveRoom call)
    {
        if (Enter(call.By, call.Room, out var room) is { } refusal)
            return refusal;
        if (!room.IsMember(call.By))
            return Lines.Ok;
        if (room.IsDirect)
            return "forbidden";
        if (room.IsLastOwner(call.By))
            return "conflict";
        End(room, "member.left", call.By, call.By, leaving: call.Way);
        return Lines.Ok;
    }

    private string Unfollow(Unfollow call)
    {
        if (Enter(call.By, call.Room, out var room) is { } refusal)
            return refusal;
        Connections.Unfollow(call.By, call.Way, room);
        return Lines.Ok;
    }

    private string Set(SetMember call)
    {
        if (call.Target == call.By && call.Role is null or "member" && Find(call.Room)?.IsMember(call.By) != true)
            return Join(new JoinRoom(call.By, Way.Http, call.Room, Start.Resume));
        if (Enter(call.By, call.Room, out var room) is { } refusal)
            return refusal;
        var role = room.Picture.Members.GetValueOrDefault(call.Target);
        if (call.Target == call.By && role is not null && (call.Role ?? role) == role)
            return Lines.MemberOf(call.By, role, room.LastRead[call.By]);
        if (NotModerator(room, call.By) is { } no)
            return no;
        if (role is null)
            return Invite(room, call);
        if (call.Role is { } wanted && wanted != role)
        {
            if (room.Rank(call.By) < 3)
                return "forbidden";
            if (room.IsLastOwner(call.Target))
                return "conflict";
            room.Picture.Members[call.Target] = wanted;
            room.Append("member.role_changed", call.By, Lines.Member(call.Target, wanted));
        }

        return Lines.MemberOf(call.Target, room.Picture.Members[call.Target], room.LastRead[call.Target]);
    }

    private static string Invite(ModelRoom room, SetMember call)
    {
        if (call.Role is "owner" or "moderator" && room.Rank(call.By) < 3)
            return "forbidden";
        if (room.IsBanned(call.Target))
            return "conflict";
        Welcome(room, call.By, call.Target, call.Role ?? "member");
        return Lines.MemberOf(call.Target, room.Picture.Members[call.Target], room.LastRead[call.Target]);
    }

    private string Remove(RemoveMember call)
    {
        if (call.Target == call.By)
            return Leave(new LeaveRoom(call.By, Way.Http, call.Room));
        if ((Enter(call.By, call.Room, out var room) ?? NotModerator(room, call.By)) is { } refusal)
            return refusal;
        if (!room.IsMember(call.Target))
            return Lines.Ok;
        if (NoPower(room, call.By, call.Target) is { } no)
            return no;
        End(room, "member.removed", call.By, call.Target);
        return Lines.Ok;
    }

    private string Restrict(Restrict call)
    {
        if ((Enter(call.By, call.Room, out var room) ?? NotModerator(room, call.By) ?? NoPower(room, call.By, call.Target)) is { } refusal)
            return refusal;
        var key = (call.Kind, call.Target);
        if (room.Picture.Restrictions.TryGetValue(key, out var known) && known == (call.Reason ?? ""))
            return Lines.Ok;
        room.Picture.Restrictions[key] = call.Reason ?? "";
        if (call.Kind == "mute")
            room.Append("member.muted", call.By, Lines.Member(call.Target, null, call.Reason));
        else
            End(room, "member.banned", call.By, call.Target, reason: call.Reason);
        return Lines.Ok;
    }

    private string Lift(Lift call)
    {
        if ((Enter(call.By, call.Room, out var room) ?? NotModerator(room, call.By) ?? NoPower(room, call.By, call.Target)) is { } refusal)
            return refusal;
        if (room.Picture.Restrictions.Remove((call.Kind, call.Target)))
            room.Append(call.Kind == "ban" ? "member.unbanned" : "member.unmuted", call.By, Lines.Member(call.Target, null));
        return Lines.Ok;
    }
}
