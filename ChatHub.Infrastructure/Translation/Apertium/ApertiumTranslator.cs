using System.Text.Json;
using ChatHub.Domain.Translation;
using ChatHub.Infrastructure.Translation.Http;

namespace ChatHub.Infrastructure.Translation.Apertium;

/// <summary>
/// An Apertium server (APy), which takes one text at a time, of a known language, and as a form: it refuses JSON, and would log the address of a GET.
/// </summary>
internal sealed class ApertiumTranslator(ProviderHttp http, TranslationOptions options) : ITranslator, ITranslatorTrial
{
    // APy marks the words that it does not know with an asterisk, and takes those away again that people wrote; it leaves the operator of that look alone.
    private const char Asterisk = '*';
    private const char StandIn = '∗';

    private volatile ApertiumPairs? _pairs;

    public string Name => nameof(TranslationProvider.Apertium);

    public bool IsEnabled => true;

    public bool IsLocal => options.Local;

    public bool CanDetect => false;

    public bool NeedsSource => true;

    // It takes one at a time, so that a batch would only have one deadline for all.
    public int MaxTexts => 1;

    public bool ListsWithoutKey => false;

    public async Task<IReadOnlyList<string>?> ListLanguagesAsync(CancellationToken cancel) => (await LoadAsync(cancel)).List;

    public async Task<IReadOnlyList<TranslatedText>> TranslateAsync(TranslationBatch batch, CancellationToken cancel)
    {
        if (batch.Source is null)
            throw new TranslatorException(TranslationFault.UnknownSource, "It must be told the language of a text.");
        var way = (_pairs ?? await LoadAsync(cancel)).Way(batch.Source, batch.Target);
        var texts = new List<TranslatedText>(batch.Texts.Count);
        foreach (var text in batch.Texts)
            texts.Add(new TranslatedText(await AskAsync(text, way, cancel)));
        return AnswerText.Check(batch.Texts, texts);
    }

    public async Task TryAsync(CancellationToken cancel) => await AskAsync("OK", (_pairs ?? await LoadAsync(cancel)).First, cancel);

    private async Task<ApertiumPairs> LoadAsync(CancellationToken cancel)
    {
        var pairs = await http.GetAsync("listPairs", ApertiumPairs.Read, cancel);
        if (pairs.List.Count == 0)
            throw ProviderFault.BadAnswer("Its list of languages is empty: no pair is installed.");
        return _pairs = pairs;
    }

    private async Task<string> AskAsync(string text, IReadOnlyList<string> way, CancellationToken cancel)
    {
        var isChain = way.Count > 2;
        var isDisguised = text.Contains(Asterisk, StringComparison.Ordinal) && !text.Contains(StandIn, StringComparison.Ordinal);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            [isChain ? "langpairs" : "langpair"] = string.Join('|', way),
            ["q"] = isDisguised ? text.Replace(Asterisk, StandIn) : text,
            // Not with an asterisk before each word that it does not know.
            ["markUnknown"] = "no",
            // By default it takes a text for HTML, and moves what looks like a tag.
            ["format"] = "txt",
        });
        var translation = await http.PostAsync(isChain ? "translateChain" : "translate", form, Read, cancel);
        return isDisguised ? translation.Replace(StandIn, Asterisk) : translation;
    }

    private static string Read(JsonElement answer) => answer.GetProperty("responseData").GetProperty("translatedText").GetString() ?? "";
}
