using ChatHub.Domain.Accounts;
using ChatHub.Domain.Log;
using ChatHub.Domain.Reactions;
using ChatHub.Domain.Rooms;

namespace ChatHub.Infrastructure.Database.Sqlite;

/// <summary>Reactions.</summary>
internal sealed partial class SqliteRoomTransaction
{
    public ValueTask<Reaction?> FindReactionAsync(Room room, long messageId, long userId, string emoji) => new(messageStatements.FindReaction.First(
        row => new Reaction(row.GetInt64(0), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1))), room.Id, messageId, userId, emoji));

    public ValueTask<ReactionCount> CountReactionsAsync(Room room, long messageId, string emoji) => new(messageStatements.CountReactions.First(
        row => new ReactionCount(row.GetInt32(0), row.GetInt32(1), row.GetInt32(2) > 0), room.Id, messageId, emoji)!);

    public ValueTask<RoomEvent> AppendReactionAsync(Room room, Person actor, ReactionChange reaction)
    {
        var entry = Append(room, RoomEventType.ReactionAdded, actor, added => added with { Reaction = reaction }, reaction.MessageId);
        messageStatements.AddReaction.Execute(room.Id, reaction.MessageId, actor.Id, reaction.Emoji, entry.Seq, entry.At.ToUnixTimeMilliseconds());
        return new(entry);
    }

    public ValueTask<RoomEvent> AppendReactionRemovalAsync(Room room, Person actor, ReactionChange reaction)
    {
        messageStatements.RemoveReaction.Execute(room.Id, reaction.MessageId, actor.Id, reaction.Emoji);
        return new(Append(room, RoomEventType.ReactionRemoved, actor, removed => removed with { Reaction = reaction }, reaction.MessageId));
    }
}
