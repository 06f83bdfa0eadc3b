namespace ChatHub.Infrastructure.Database;

// The tables of translation; times and numbers as in Rows.cs.

/// <summary>The present revision of a message in another language, or that it is wanted. Rows with a <see cref="TextKey"/> are the translation memory, too.</summary>
internal sealed class TranslationRow
{
    public long RoomId { get; init; }

    public long MessageId { get; init; }

    public required string Language { get; init; }

    public int Revision { get; init; }

    /// <summary>The event that made the revision.</summary>
    public long Seq { get; init; }

    public int State { get; init; }

    public string? Text { get; init; }

    /// <summary>The translation as it came, with markers for what was masked; null where <see cref="Text"/> has none.</summary>
    public string? MaskedText { get; init; }

    public string? Provider { get; init; }

    /// <summary>The language that it was translated from.</summary>
    public string? Source { get; init; }

    /// <summary>Whether the provider found <see cref="Source"/> out.</summary>
    public bool IsDetected { get; init; }

    /// <summary>By which equal texts are found; see <see cref="Domain.Translation.TextKey"/>.</summary>
    public byte[]? TextKey { get; init; }

    public int Attempts { get; init; }

    public int? Fault { get; init; }

    /// <summary>Its row in the search index; null while it has no text.</summary>
    public long? IndexId { get; init; }

    /// <summary>When to try, or try again; null for never.</summary>
    public long? DueAt { get; set; }
}

/// <summary>An entry of the log of a room's translations into one language. It has no text: that is read from the translation, if it is still of this revision.</summary>
internal sealed class TranslationPatchRow
{
    public long RoomId { get; init; }

    public required string Language { get; init; }

    public long Tseq { get; init; }

    public long MessageId { get; init; }

    public int Revision { get; init; }

    /// <summary>The event that made the revision.</summary>
    public long Seq { get; init; }

    public int State { get; init; }
}

/// <summary>What was sent to a provider for a room on a day.</summary>
internal sealed class TranslationUseRow
{
    /// <summary>Days since 1970, in UTC.</summary>
    public int Day { get; init; }

    public required string Provider { get; init; }

    public long RoomId { get; init; }

    public long Texts { get; init; }

    /// <summary>Code points.</summary>
    public long Characters { get; init; }
}

/// <summary>A room's glossary, as JSON: read as a whole, or not at all.</summary>
internal sealed class GlossaryRow
{
    public long RoomId { get; init; }

    public required string Terms { get; init; }
}
