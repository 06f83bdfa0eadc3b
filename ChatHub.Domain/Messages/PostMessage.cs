using ChatHub.Domain.Accounts;
using ChatHub.Domain.Errors;
using ChatHub.Domain.Log;
using ChatHub.Domain.Rooms;
using ChatHub.Domain.Translation;

namespace ChatHub.Domain.Messages;

/// <summary>Posts a message once: a repeat of its <c>clientMessageId</c> gets the first receipt again.</summary>
public sealed class PostMessage(string room, Caller sender, MessageDraft draft, IReadOnlyList<string[]> mentionedKeys, TranslationRequests translations) : RoomChange<Receipt>
{
    public override async ValueTask<Receipt> ApplyAsync(IRoomTransaction transaction)
    {
        var view = await RoomAccess.EnterAsync(transaction, room, sender);

        // Before the question whether the sender may write: a message that was accepted stays accepted, whatever happened to its sender since.
        if (await FindFirstAsync(transaction, view.Room) is { } first)
            return first;

        var author = RoomAccess.RequireSpeaker(view, transaction.Now);
        RequirePatience(view.Room, author, transaction.Now);
        if (draft.ReplyTo is { } id && !await transaction.HasMessageAsync(view.Room, id))
            throw new RefusedException(ErrorCatalogue.MessageNotFound, "The message to reply to is not in this room.");

        var mentioned = mentionedKeys.Count == 0 ? [] : await transaction.FindMembersAsync(view.Room, mentionedKeys);
        var posted = await transaction.AppendMessageAsync(view.Room, sender.Person, WithLanguage(author), mentioned);
        await translations.RequestAsync(transaction, view.Room, posted.Message!);
        await MarkMentionedAsync(transaction, mentioned, author);
        await MarkReadAsync(transaction, view.Room, author, posted);
        return new Receipt(room, posted.Seq, posted.At, Duplicate: false);
    }

    private MessageDraft WithLanguage(RoomMember author) => draft.Language is null
        ? draft with { Language = author.Language }
        : draft with { LanguageOrigin = LanguageOrigin.Given };

    private static void RequirePatience(Room entered, RoomMember author, DateTimeOffset now)
    {
        if (entered.Settings.SlowModeSeconds == 0 || author.Role > RoomRole.Member || author.LastPostAt is not { } last)
            return;
        var pause = TimeSpan.FromSeconds(entered.Settings.SlowModeSeconds);
        var left = last + pause - now;
        // More than the whole pause is left only after the clock was set back; then nobody waits for the time that was wrong to come.
        if (left > TimeSpan.Zero && left <= pause)
            throw new RefusedException(ErrorCatalogue.SlowMode, $"In this room a member may post every {entered.Settings.SlowModeSeconds} s.", left);
    }

    private static async ValueTask MarkMentionedAsync(IRoomTransaction transaction, IReadOnlyList<RoomMember> mentioned, RoomMember author)
    {
        foreach (var member in mentioned.Where(member => member.UserId != author.UserId))
            await transaction.UpdateMemberAsync(member with { UnreadMentions = member.UnreadMentions + 1 });
    }

    /// <summary>Who answers has read.</summary>
    private static async ValueTask MarkReadAsync(IRoomTransaction transaction, Room entered, RoomMember author, RoomEvent posted)
    {
        await transaction.UpdateMemberAsync(author with
        {
            LastRead = posted.Seq,
            MessagesRead = await transaction.CountMessagesAsync(entered, posted.Seq),
            UnreadMentions = 0,
            LastPostAt = entered.Settings.SlowModeSeconds > 0 ? posted.At : author.LastPostAt,
        });
    }

    private async ValueTask<Receipt?> FindFirstAsync(IRoomTransaction transaction, Room entered)
    {
        if (draft.ClientMessageId is null || await transaction.FindAcceptedAsync(entered, sender.UserId, draft.ClientMessageId) is not { } first)
            return null;
        return first.TextHash.AsSpan().SequenceEqual(draft.TextHash)
            ? new Receipt(room, first.Id, first.At, Duplicate: true)
            : throw new RefusedException(ErrorCatalogue.Conflict, "This clientMessageId was used for another text.");
    }
}
