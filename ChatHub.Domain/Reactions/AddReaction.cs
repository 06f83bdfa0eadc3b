using ChatHub.Domain.Accounts;
using ChatHub.Domain.Errors;
using ChatHub.Domain.Log;
using ChatHub.Domain.Messages;
using ChatHub.Domain.Rooms;

namespace ChatHub.Domain.Reactions;

/// <summary>Adds a reaction; one that is there already stays, and no event is made.</summary>
public sealed class AddReaction(string room, Caller caller, long messageId, string emoji) : RoomChange<ChangeReceipt>
{
    /// <summary>Different emoji on one message. Every reader gets all of them with the message.</summary>
    public const int MaxEmoji = 50;

    /// <summary>Reactions on one message, of everyone and with every emoji.</summary>
    public const int MaxReactions = 1000;

    public override async ValueTask<ChangeReceipt> ApplyAsync(IRoomTransaction transaction)
    {
        var view = await RoomAccess.EnterAsync(transaction, room, caller);
        RoomAccess.RequireSpeaker(view, transaction.Now);
        if (!await transaction.HasMessageAsync(view.Room, messageId))
            throw new RefusedException(ErrorCatalogue.MessageNotFound);
        if (await transaction.FindReactionAsync(view.Room, messageId, caller.UserId, emoji) is { } known)
            return new ChangeReceipt(room, known.Seq, known.At);

        var count = await transaction.CountReactionsAsync(view.Room, messageId, emoji);
        if (count.Total >= MaxReactions || (count.Emoji >= MaxEmoji && !count.HasEmoji))
            throw new RefusedException(ErrorCatalogue.Conflict, $"A message bears at most {MaxReactions} reactions and {MaxEmoji} different emoji.");
        return ChangeReceipt.Of(await transaction.AppendReactionAsync(view.Room, caller.Person, new ReactionChange(messageId, emoji)));
    }
}
