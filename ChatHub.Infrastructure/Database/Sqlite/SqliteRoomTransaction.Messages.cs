using ChatHub.Domain.Accounts;
using ChatHub.Domain.Log;
using ChatHub.Domain.Messages;
using ChatHub.Domain.Reactions;
using ChatHub.Domain.Rooms;
using ChatHub.Domain.Search;
using ChatHub.Infrastructure.Messages;

namespace ChatHub.Infrastructure.Database.Sqlite;

/// <summary>Messages, each kept in step with its mentions and with the search index.</summary>
internal sealed partial class SqliteRoomTransaction
{
    // By the rows of the index: FTS5 makes a new segment, later to be merged, for each row that is lower than the one before it in the transaction.
    private readonly SortedDictionary<long, string> _newTerms = [];

    public ValueTask<bool> HasMessageAsync(Room room, long id) => new(messageStatements.HasMessage.First(_ => true, room.Id, id));

    public ValueTask<AcceptedMessage?> FindAcceptedAsync(Room room, long senderId, string clientMessageId)
        => new(messageStatements.FindAccepted.First(ReadAccepted, room.Id, senderId, clientMessageId));

    public ValueTask<int> CountMentionsAsync(Room room, long userId, long seq)
        => new(messageStatements.CountMentions.First(row => row.GetInt32(0), room.Id, userId, seq));

    public ValueTask<Message?> FindMessageAsync(Room room, long id)
    {
        if (messageStatements.FindMessage.First(row => ReadMessage(row, id), room.Id, id) is not var (message, mentioned))
            return default;
        return new(message with
        {
            Mentions = mentioned.Select(userId => new Person(userId, memberStatements.FindUsername.First(row => row.GetString(0), userId)!))
                .Where(person => person.Username != Username.Deleted).ToList(),
            Reactions = messageStatements.ListReactions.List(row => (Emoji: row.GetString(0), User: row.GetString(1)), room.Id, id)
                .GroupBy(reaction => reaction.Emoji, StringComparer.Ordinal)
                .Select(group => new ReactionGroup(group.Key, group.Select(reaction => reaction.User).ToList())).ToList(),
        });
    }

    public ValueTask<RoomEvent> AppendMessageAsync(Room room, Person sender, MessageDraft draft, IReadOnlyList<RoomMember> mentioned)
    {
        var id = _rooms[room.Name].Head + 1;
        var message = new Message(id, sender.Id, sender.Username, draft.Text, draft.Language, Now, Revision: 1)
        {
            LanguageOrigin = draft.LanguageOrigin,
            ReplyTo = draft.ReplyTo,
            ClientMessageId = draft.ClientMessageId,
            Mentions = mentioned.Select(member => new Person(member.UserId, member.Username)).ToList(),
        };
        var entry = Append(room, RoomEventType.MessagePosted, sender, posted => posted with { Message = message with { At = posted.At } }, id, messages: 1);
        messageStatements.AddMessage.Execute(
            room.Id, id, sender.Id, draft.Text, draft.Language, entry.At.ToUnixTimeMilliseconds(),
            MentionList.Write([.. mentioned.Select(member => member.UserId)]), draft.ReplyTo, draft.ClientMessageId, draft.TextHash, (int)draft.LanguageOrigin);
        AddTerms(room, id, draft.Terms);
        foreach (var member in mentioned)
            messageStatements.AddMention.Execute(room.Id, member.UserId, id);
        return new(entry);
    }

    public async ValueTask<RoomEvent> AppendEditAsync(Room room, Person editor, Message message, MessageEdit edit, IReadOnlyList<RoomMember> mentioned)
    {
        var ids = mentioned.Select(member => member.UserId).ToList();
        await ChangeMentionsAsync(room, message.Id, ids);
        RemoveTerms(room, message.Id, message.Text);
        AddTerms(room, message.Id, edit.Terms);
        RemoveTranslations(room, message);
        // What a provider found out holds for the text that it was given.
        var origin = message.LanguageOrigin == LanguageOrigin.Detected ? LanguageOrigin.Assumed : message.LanguageOrigin;
        var entry = Append(
            room, RoomEventType.MessageEdited, editor,
            edited => edited with
            {
                Message = message with
                {
                    Text = edit.Text,
                    LanguageOrigin = origin,
                    Revision = message.Revision + 1,
                    EditedAt = edited.At,
                    LastChange = (edited.Seq, edited.At),
                    Mentions = mentioned.Select(member => new Person(member.UserId, member.Username)).ToList(),
                },
            },
            message.Id, message.SenderId);
        messageStatements.EditMessage.Execute(room.Id, message.Id, edit.Text, MentionList.Write(ids), entry.Seq, entry.At.ToUnixTimeMilliseconds(), (int)origin);
        return entry;
    }

    public async ValueTask<RoomEvent> AppendDeletionAsync(Room room, Person actor, Message message)
    {
        await ChangeMentionsAsync(room, message.Id, []);
        RemoveTerms(room, message.Id, message.Text);
        messageStatements.RemoveReactions.Execute(room.Id, message.Id);
        RemoveTranslations(room, message);
        var entry = Append(
            room, RoomEventType.MessageDeleted, actor,
            deleted => deleted with
            {
                Message = new Message(message.Id, message.SenderId, message.Sender, "", Language: null, message.At, message.Revision)
                {
                    IsDeleted = true,
                    LastChange = (deleted.Seq, deleted.At),
                },
            },
            message.Id, message.SenderId);
        messageStatements.DeleteMessage.Execute(room.Id, message.Id, entry.Seq, entry.At.ToUnixTimeMilliseconds());
        return entry;
    }

    /// <summary>Keeps the mentions of a message, and what they count for those who have not read it yet.</summary>
    private async ValueTask ChangeMentionsAsync(Room room, long id, List<long> userIds)
    {
        Writes++;
        var (_, before) = messageStatements.FindMessage.First(row => ReadMessage(row, id), room.Id, id)!;
        foreach (var gone in before.Except(userIds))
        {
            messageStatements.RemoveMention.Execute(room.Id, gone, id);
            await CountMentionAsync(room, gone, id, -1);
        }

        foreach (var added in userIds.Except(before))
        {
            messageStatements.AddMention.Execute(room.Id, added, id);
            await CountMentionAsync(room, added, id, 1);
        }
    }

    private async ValueTask CountMentionAsync(Room room, long userId, long id, int change)
    {
        if (await FindMemberAsync(room, userId) is { } member && member.LastRead < id)
            await UpdateMemberAsync(member with { UnreadMentions = member.UnreadMentions + change });
    }

    private void AddTerms(Room room, long id, string terms)
    {
        if (terms.Length > 0)
            _newTerms.Add(SearchIndex.ToRow(room.Id, id), terms);
    }

    private void RemoveTerms(Room room, long id, string text)
    {
        Writes++;
        HasRemoved = true;
        var row = SearchIndex.ToRow(room.Id, id);
        if (!_newTerms.Remove(row) && SearchText.ToTerms(text) is { Length: > 0 } terms)
            messageStatements.RemoveTerms.Execute(row, terms);
    }

    private void FlushTerms()
    {
        foreach (var (row, terms) in _newTerms)
            messageStatements.AddTerms.Execute(row, terms);
        _newTerms.Clear();
    }

    private static StoredMessage ReadMessage(SqliteRow row, long id) => new(
        new Message(
            id, row.GetInt64(0), row.GetString(1), row.GetString(2), row.IsDBNull(3) ? null : row.GetString(3),
            DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)), row.GetInt32(5))
        {
            LanguageOrigin = (LanguageOrigin)row.GetInt32(13),
            EditedAt = ReadTime(row, 6),
            IsDeleted = row.GetBoolean(7),
            LastChange = row.IsDBNull(8) ? null : (row.GetInt64(8), ReadTime(row, 9)!.Value),
            ReplyTo = row.IsDBNull(10) ? null : row.GetInt64(10),
            ClientMessageId = row.IsDBNull(11) ? null : row.GetString(11),
        },
        [.. MentionList.Read(row.IsDBNull(12) ? null : row.GetString(12))]);

    private static AcceptedMessage ReadAccepted(SqliteRow row)
        => new(row.GetInt64(0), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)), row.GetBytes(2));

    private sealed record StoredMessage(Message Message, List<long> Mentioned);
}
