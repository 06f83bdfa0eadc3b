using ChatHub.Domain.Log;

namespace ChatHub.Domain.Translation;

/// <summary>
/// Keeps what came of some translations, and what was sent for them. What has become pointless meanwhile, because its message was edited or deleted or somebody else was
/// faster, is dropped; so is the text if the room does not want it any more.
/// </summary>
public sealed class CompleteTranslations(string room, IReadOnlyList<TranslationOutcome> outcomes, TranslationRules rules, TranslationUse? use = null) : RoomChange<bool>
{
    // Originals must not wait for a commit of what took a provider's time already.
    public override bool IsPatient => true;

    public override async ValueTask<bool> ApplyAsync(IRoomTransaction transaction)
    {
        if (await transaction.FindRoomAsync(room) is not { } found)
            return false;
        foreach (var outcome in outcomes.Select(outcome => rules.Allow(found.Settings) ? outcome : outcome.Unwanted()))
        {
            if (outcome is { IsDetected: true, Source: { } language })
                await transaction.SetDetectedLanguageAsync(found, outcome.MessageId, outcome.Revision, language);
            await transaction.CompleteTranslationAsync(found, outcome);
        }

        if (use is not null)
            await transaction.AddTranslationUseAsync(found, use);
        return true;
    }
}

/// <summary>What was sent to a provider.</summary>
/// <param name="Provider">The provider's name.</param>
/// <param name="Texts">How many texts.</param>
/// <param name="Characters">Their code points, masked as they were sent.</param>
public sealed record TranslationUse(string Provider, long Texts, long Characters);
