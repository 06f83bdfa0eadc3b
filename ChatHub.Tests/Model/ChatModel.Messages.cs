namespace ChatHub.Tests.Model;

/// <summary>What is said, and what becomes of it.</summary>
internal sealed partial class ChatModel
{
    private string Send(SendMessage call)
    {
        if (Enter(call.By, call.Room, out var room) is { } refusal)
            return refusal;
        if (call.Key is not null && room.Accepted.TryGetValue((call.By, call.Key), out var first))
            return first.Said.Kept == call.Said.Kept ? Lines.Posted(first.Id, isDuplicate: true) : "conflict";
        if (NotSpeaker(room, call.By) is { } no)
            return no;
        if (room.IsSlowFor(call.By))
            return "slow_mode";
        if (call.ReplyTo is { } id && FindMessage(room, id) is not { IsDeleted: false })
            return "message_not_found";

        var seq = room.Head + 1;
        room.Picture.Messages[seq] = new MessagePicture(seq, call.By, call.Said.Kept, 1)
        {
            ReplyTo = call.ReplyTo,
            Key = call.Key,
            Mentions = [.. call.Said.Names.Where(room.IsMember)],
        };
        room.Append("message.posted", call.By, $"{seq}");
        room.LastRead[call.By] = seq;
        room.NoteTurn(call.By);
        if (call.Key is not null)
            room.Accepted[(call.By, call.Key)] = (seq, call.Said);
        return Lines.Posted(seq, isDuplicate: false);
    }

    private string Edit(EditMessage call)
    {
        if ((Enter(call.By, call.Room, out var room) ?? NotSpeaker(room, call.By)) is { } refusal)
            return refusal;
        if (FindMessage(room, call.Id) is not { IsDeleted: false } message)
            return "message_not_found";
        if (message.Sender != call.By)
            return "forbidden";
        if (message.Text == call.Said.Kept)
            return Lines.Changed(room.LastChange.GetValueOrDefault(call.Id, call.Id));

        room.Picture.Messages[call.Id] = message with { Text = call.Said.Kept, Revision = message.Revision + 1, Mentions = [.. call.Said.Names.Where(room.IsMember)] };
        room.LastEdit[call.Id] = room.LastChange[call.Id] = room.Append("message.edited", call.By, $"{call.Id}");
        return Lines.Changed(room.Head);
    }

    private string Delete(DeleteMessage call)
    {
        if (Enter(call.By, call.Room, out var room) is { } refusal)
            return refusal;
        if (!room.IsMember(call.By))
            return "forbidden";
        if (room.Picture.IsArchived)
            return "room_archived";
        if (FindMessage(room, call.Id) is not { } message)
            return "message_not_found";
        if (message.Sender != call.By && room.Rank(call.By) < 2)
            return "forbidden";
        if (message.IsDeleted)
            return Lines.Changed(room.LastChange[call.Id]);

        room.Picture.Messages[call.Id] = message.ToTombstone();
        room.LastChange[call.Id] = room.Append("message.deleted", call.By, $"{call.Id}");
        return Lines.Changed(room.Head);
    }

    private string React(React call)
    {
        if ((Enter(call.By, call.Room, out var room) ?? NotSpeaker(room, call.By)) is { } refusal)
            return refusal;
        if (FindMessage(room, call.Id) is not { IsDeleted: false } message)
            return "message_not_found";

        var key = (call.Id, call.By, call.Emoji);
        if (call.IsAdded && room.ReactedBy.TryGetValue(key, out var seq))
            return Lines.Changed(seq);
        if (!call.IsAdded && !room.ReactedBy.Remove(key))
            return Lines.Changed(room.Head);
        room.Picture.Messages[call.Id] = call.IsAdded ? message.With(call.Emoji, call.By) : message.Without(call.Emoji, call.By);
        var changed = room.Append(call.IsAdded ? "reaction.added" : "reaction.removed", call.By, $"{call.Id} {call.Emoji}");
        if (call.IsAdded)
            room.ReactedBy[key] = changed;
        return Lines.Changed(changed);
    }

    private string Mark(MarkRead call)
    {
        if (Enter(call.By, call.Room, out var room) is { } refusal)
            return refusal;
        if (!room.IsMember(call.By))
            return "forbidden";
        if (call.Seq > room.Head)
            return "invalid_request";
        return Lines.Read(room.LastRead[call.By] = Math.Max(room.LastRead[call.By], call.Seq));
    }

    private static MessagePicture? FindMessage(ModelRoom room, long id) => room.Picture.Messages.GetValueOrDefault(id);
}
