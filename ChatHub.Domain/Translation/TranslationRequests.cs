using ChatHub.Domain.Log;
using ChatHub.Domain.Messages;
using ChatHub.Domain.Rooms;

namespace ChatHub.Domain.Translation;

/// <summary>Asks for the translations of a message in its own transaction, so that none is forgotten. Safe for any number of callers.</summary>
public sealed class TranslationRequests(TranslationRules rules, ITranslationAudience audience)
{
    /// <summary>Asks for the languages that are wanted now; what the message is in already is settled at once.</summary>
    public async ValueTask RequestAsync(IRoomTransaction transaction, Room room, Message message)
    {
        if (!rules.Allow(room.Settings))
            return;
        var source = rules.SourceOf(message);
        foreach (var language in audience.GetLanguages(room.Id))
        {
            await transaction.RequestTranslationAsync(room, message.Id, language);
            if (source is not null && rules.IsSame(source, language))
                await transaction.CompleteTranslationAsync(room, TranslationOutcome.Same(message.Id, message.Revision, language));
        }
    }
}
