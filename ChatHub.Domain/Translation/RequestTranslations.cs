using ChatHub.Domain.Log;

namespace ChatHub.Domain.Translation;

/// <summary>Asks for messages in a language in which they were not wanted when they were written. What is there already stays.</summary>
public sealed class RequestTranslations(string room, IReadOnlyCollection<(long MessageId, string Language)> wanted) : RoomChange<bool>
{
    public override async ValueTask<bool> ApplyAsync(IRoomTransaction transaction)
    {
        if (await transaction.FindRoomAsync(room) is not { } found)
            return false;
        foreach (var (messageId, language) in wanted)
            await transaction.RequestTranslationAsync(found, messageId, language);
        return true;
    }
}
