using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace ChatHub.Tests.Support;

/// <summary>
/// What providers answer by their documentation. The translation of a text is the text in capitals, within the language's name, such as <c>es(HOLA)</c>; the
/// language of each is English.
/// </summary>
public static class FakeWires
{
    private static readonly string[] LibreCodes = ["en", "es", "pt", "pb", "zh", "zt", "nb"];

    /// <summary>https://docs.libretranslate.com/api/operations.</summary>
    public static object LibreTranslate(ProviderRequest request)
    {
        if (request.Path.EndsWith("/languages", StringComparison.Ordinal))
            return LibreCodes.Select(code => new { code, name = code, targets = LibreCodes });
        var (texts, target) = (request.Json.GetProperty("q").EnumerateArray().ToList(), request.Json.GetProperty("target").GetString());
        var translatedText = texts.Select(text => Translate(text.GetString()!, target)).ToList();
        return request.Json.GetProperty("source").GetString() == "auto"
            ? new { translatedText, detectedLanguage = texts.Select(_ => new { language = "en", confidence = 92.0 }) }
            : new { translatedText };
    }

    /// <summary>https://platform.openai.com/docs/api-reference/chat.</summary>
    public static object OpenAi(ProviderRequest request)
    {
        if (request.Path.EndsWith("/models", StringComparison.Ordinal))
            return new { @object = "list", data = new[] { new { id = "gpt-4o-mini", @object = "model", created = 1, owned_by = "system" } } };
        var asked = JsonSerializer.Deserialize<JsonElement>(request.Json.GetProperty("messages")[1].GetProperty("content").GetString()!);
        var translations = asked.GetProperty("texts").EnumerateArray().Select(text => Translate(text.GetString()!, asked.GetProperty("target").GetString()));
        return Completion(JsonSerializer.Serialize(new { translations, source = "en" }));
    }

    /// <summary>What a model says, as a chat completion.</summary>
    public static object Completion(string content) => new
    {
        id = "chatcmpl-1",
        @object = "chat.completion",
        created = 1,
        model = "gpt-4o-mini",
        choices = new[] { new { index = 0, message = new { role = "assistant", content }, finish_reason = "stop" } },
        usage = new { prompt_tokens = 1, completion_tokens = 1, total_tokens = 2 },
    };

    /// <summary>https://wiki.apertium.org/wiki/Apertium-apy.</summary>
    public static object Apertium(ProviderRequest request)
    {
        if (request.Path.EndsWith("/listPairs", StringComparison.Ordinal))
            return Answer(new[] { Pair("eng", "spa"), Pair("spa", "eng"), Pair("spa", "por_BR"), Pair("spa", "por") });
        var form = QueryHelpers.ParseQuery(request.Body);
        return form.TryGetValue("langpair", out var way) || form.TryGetValue("langpairs", out way)
            ? Answer(new { translatedText = Translate(form["q"].ToString(), way.ToString()) })
            : Results.BadRequest();

        static object Pair(string sourceLanguage, string targetLanguage) => new { sourceLanguage, targetLanguage };
        static object Answer(object responseData) => new { responseData, responseDetails = (string?)null, responseStatus = 200 };
    }

    /// <summary>The wire of a provider by its name.</summary>
    public static Func<ProviderRequest, object> Of(string provider) => provider switch
    {
        "LibreTranslate" => LibreTranslate,
        "Apertium" => Apertium,
        _ => OpenAi,
    };

    private static string Translate(string text, string? target) => $"{target}({text.ToUpperInvariant()})";
}
