using System.ComponentModel.DataAnnotations;

namespace ChatHub.Domain.Translation;

/// <summary>The section <c>Translation</c>: which provider translates, and how long it may take.</summary>
public sealed class TranslationOptions
{
    /// <summary>Which translator to use.</summary>
    public TranslationProvider Provider { get; init; } = TranslationProvider.None;

    /// <summary>Where the provider is; none for those within the process.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>The provider's key. A secret.</summary>
    public string? ApiKey { get; init; }

    /// <summary>After how many seconds a translation has failed.</summary>
    [Range(1, 60)]
    public int TimeoutSeconds { get; init; } = 5;
}

/// <summary>The translators that can be chosen.</summary>
public enum TranslationProvider
{
    /// <summary>The pass-through: nothing is translated.</summary>
    None,

    /// <summary>A visible stub for development and tests: <c>[es] </c> before the text for a reader of <c>es</c>.</summary>
    Pseudo,
}
