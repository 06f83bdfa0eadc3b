using System.ComponentModel.DataAnnotations;

namespace ChatHub.Domain.Translation;

/// <summary>The section <c>Translation</c>: which provider translates, how long it may take, and what it may cost.</summary>
public sealed class TranslationOptions
{
    /// <summary>Which translator to use; see below.</summary>
    public TranslationProvider Provider { get; init; } = TranslationProvider.None;

    /// <summary>Where the provider is; needed by <c>LibreTranslate</c> and <c>Apertium</c>; without one, <c>OpenAi</c> is <c>https://api.openai.com/v1</c>.</summary>
    /// <value>an http or https address</value>
    public Uri? Endpoint { get; init; }

    /// <summary>The provider's key, where it wants one. A secret.</summary>
    /// <value>printable ASCII without spaces</value>
    public string? ApiKey { get; init; }

    /// <summary>The model that <c>OpenAi</c> asks.</summary>
    /// <value>text</value>
    public string Model { get; init; } = "gpt-4o-mini";

    /// <summary>After how many seconds a translation has failed; the original is there all the same.</summary>
    [Range(1, 60)]
    public int TimeoutSeconds { get; init; } = 5;

    /// <summary>Whether the provider keeps texts on this host: then rooms with the policy <c>local</c> are translated, too.</summary>
    public bool Local { get; init; }

    /// <summary>Characters that may be sent to the provider a day (UTC) in all; 0 for no limit.</summary>
    [Range(0, int.MaxValue)]
    public int DailyCharacters { get; init; }

    /// <summary>Characters that may be sent to the provider a day (UTC) for one room; 0 for no limit.</summary>
    [Range(0, int.MaxValue)]
    public int DailyCharactersPerRoom { get; init; }
}

/// <summary>The translators that can be chosen.</summary>
public enum TranslationProvider
{
    /// <summary>The pass-through: nothing is translated.</summary>
    None,

    /// <summary>A visible stub for development and tests: <c>[es] </c> before the text for a reader of <c>es</c>.</summary>
    Pseudo,

    /// <summary>A LibreTranslate server.</summary>
    LibreTranslate,

    /// <summary>An Apertium server (APy).</summary>
    Apertium,

    /// <summary>Any server that speaks OpenAI's chat completions: Ollama, vLLM, the cloud.</summary>
    OpenAi,
}
