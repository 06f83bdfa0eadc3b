namespace ChatHub.Domain.Translation;

/// <summary>Those who read in another language than was written. Safe for any number of callers.</summary>
public interface ITranslationAudience
{
    /// <summary>The languages into which the room's messages are to be translated for those who are connected and follow it.</summary>
    IReadOnlyCollection<string> GetLanguages(long roomId);
}
