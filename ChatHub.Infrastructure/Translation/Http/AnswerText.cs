using ChatHub.Domain.Text;
using ChatHub.Domain.Translation;

namespace ChatHub.Infrastructure.Translation.Http;

/// <summary>What every translation must be before it goes on, whoever made it.</summary>
internal static class AnswerText
{
    // No language says the same in ten times the letters; a little text may grow more.
    private const int LongestGrowth = 10;
    private const int Grace = 1000;

    /// <exception cref="TranslatorException"><see cref="TranslationFault.BadAnswer"/>.</exception>
    public static IReadOnlyList<TranslatedText> Check(IReadOnlyList<string> asked, IReadOnlyList<TranslatedText> answer)
    {
        if (answer.Count != asked.Count)
            throw ProviderFault.BadAnswer($"It answers with {answer.Count} texts for {asked.Count}.");
        foreach (var (text, translation) in asked.Zip(answer, (text, translation) => (text, translation.Text)))
        {
            if (string.IsNullOrWhiteSpace(translation))
                throw ProviderFault.BadAnswer("It answers with an empty text.");
            if (translation.Length > LongestGrowth * text.Length + Grace)
                throw ProviderFault.BadAnswer("It answers with a text that is far longer than the original.");
            if (!Unicode.IsValid(translation) || translation.Contains('\0', StringComparison.Ordinal))
                throw ProviderFault.BadAnswer("It answers with something that is not Unicode text.");
        }

        return answer;
    }
}
