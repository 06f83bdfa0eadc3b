using System.Net.Http.Json;
using System.Text.Json;
using ChatHub.Domain.Translation;
using ChatHub.Infrastructure.Translation.Http;

namespace ChatHub.Infrastructure.Translation.LibreTranslate;

/// <summary>A LibreTranslate server, by <c>POST /translate</c> and <c>GET /languages</c> (https://docs.libretranslate.com).</summary>
internal sealed class LibreTranslator(ProviderHttp http, TranslationOptions options) : ITranslator, ITranslatorTrial
{
    private const string Auto = "auto";

    /// <summary>Of 100, how sure it must be of a language that it detected.</summary>
    private const double Sure = 50;

    private volatile LibreLanguages? _languages;

    public string Name => nameof(TranslationProvider.LibreTranslate);

    public bool IsEnabled => true;

    public bool IsLocal => options.Local;

    public bool CanDetect => true;

    public bool ListsWithoutKey => options.ApiKey is not null;

    public async Task<IReadOnlyList<string>?> ListLanguagesAsync(CancellationToken cancel) => (await LoadAsync(cancel)).List;

    public async Task<IReadOnlyList<TranslatedText>> TranslateAsync(TranslationBatch batch, CancellationToken cancel)
    {
        var languages = _languages ?? await LoadAsync(cancel);
        var source = batch.Source is null ? Auto : languages.CodeOf(batch.Source);
        var target = languages.CodeOf(batch.Target);
        if (source != Auto && !languages.CanTranslate(source, target))
            throw new TranslatorException(TranslationFault.UnsupportedPair, $"It does not translate {source} into {target}.");
        return await AskAsync(batch.Texts, source, target, cancel);
    }

    public async Task TryAsync(CancellationToken cancel)
    {
        var languages = _languages ?? await LoadAsync(cancel);
        await AskAsync(["Hello"], Auto, languages.CodeOf(languages.List[0]), cancel);
    }

    private async Task<LibreLanguages> LoadAsync(CancellationToken cancel)
    {
        var languages = await http.GetAsync("languages", LibreLanguages.Read, cancel);
        if (languages.List.Count == 0)
            throw ProviderFault.BadAnswer("Its list of languages is empty.");
        return _languages = languages;
    }

    private async Task<IReadOnlyList<TranslatedText>> AskAsync(IReadOnlyList<string> texts, string source, string target, CancellationToken cancel)
    {
        var question = new Dictionary<string, object> { ["q"] = texts, ["source"] = source, ["target"] = target, ["format"] = "text" };
        if (options.ApiKey is not null)
            question["api_key"] = options.ApiKey;
        using var content = JsonContent.Create(question);
        var answer = await http.PostAsync("translate", content, json => Read(json, source == Auto), cancel);
        return AnswerText.Check(texts, answer);
    }

    private static List<TranslatedText> Read(JsonElement answer, bool detected) => answer.GetProperty("translatedText").Strings()
        .Select((text, index) => new TranslatedText(text, detected ? SourceOf(answer, index) : null)).ToList();

    /// <summary>One detection for each text, or one for all.</summary>
    private static string? SourceOf(JsonElement answer, int index)
    {
        if (!answer.TryGetProperty("detectedLanguage", out var detected))
            return null;
        if (detected.ValueKind == JsonValueKind.Array)
            detected = index < detected.GetArrayLength() ? detected[index] : default;
        return detected.ValueKind == JsonValueKind.Object && detected.TryGetProperty("confidence", out var confidence) && confidence.GetDouble() >= Sure
            ? LibreLanguages.TagOf(detected.GetProperty("language").GetString())
            : null;
    }
}
