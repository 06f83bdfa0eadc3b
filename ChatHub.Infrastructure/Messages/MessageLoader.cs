using ChatHub.Domain.Accounts;
using ChatHub.Domain.Messages;
using ChatHub.Domain.Reactions;
using ChatHub.Infrastructure.Accounts;
using ChatHub.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace ChatHub.Infrastructure.Messages;

/// <summary>Makes messages of rows: two more queries, for reactions and names, however many rows there are.</summary>
internal static class MessageLoader
{
    public static async Task<IReadOnlyList<Message>> LoadAsync(ChatHubContext context, IReadOnlyList<MessageRow> rows, CancellationToken cancel)
    {
        var reactions = await ReadReactionsAsync(context, rows, cancel);
        var people = rows.Select(row => row.SenderId)
            .Concat(rows.SelectMany(row => MentionList.Read(row.Mentions)))
            .Concat(reactions.SelectMany(bearer => bearer.Select(reaction => reaction.UserId)));
        var names = await UsernameLookup.ReadAsync(context, people, cancel);
        return rows.Select(row => ToMessage(row, names, reactions[(row.RoomId, row.Id)])).ToList();
    }

    private static async Task<ILookup<(long RoomId, long MessageId), ReactionRow>> ReadReactionsAsync(
        ChatHubContext context, IReadOnlyList<MessageRow> rows, CancellationToken cancel)
    {
        var (rooms, ids) = (rows.Select(row => row.RoomId).Distinct().ToList(), rows.Where(row => !row.IsDeleted).Select(row => row.Id).Distinct().ToList());
        List<ReactionRow> found = ids.Count == 0
            ? []
            : await context.Reactions.Where(row => rooms.Contains(row.RoomId) && ids.Contains(row.MessageId)).OrderBy(row => row.Seq).ToListAsync(cancel);
        return found.ToLookup(row => (row.RoomId, row.MessageId));
    }

    private static Message ToMessage(MessageRow row, UsernameLookup names, IEnumerable<ReactionRow> reactions)
        => new(row.Id, row.SenderId, names[row.SenderId], row.Text, row.Language, DateTimeOffset.FromUnixTimeMilliseconds(row.At), row.Revision)
        {
            LanguageOrigin = (LanguageOrigin)row.LanguageOrigin,
            EditedAt = row.EditedAt is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null,
            IsDeleted = row.IsDeleted,
            ReplyTo = row.ReplyTo,
            ClientMessageId = row.ClientMessageId,
            Mentions = MentionList.Read(row.Mentions).Where(names.IsKnown).Select(id => new Person(id, names[id])).ToList(),
            Reactions = reactions.GroupBy(reaction => reaction.Emoji, StringComparer.Ordinal)
                .Select(group => new ReactionGroup(group.Key, group.Select(reaction => names[reaction.UserId]).ToList())).ToList(),
        };
}
