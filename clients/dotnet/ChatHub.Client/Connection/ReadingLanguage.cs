using ChatHub.Contracts;

namespace ChatHub.Client;

/// <summary>The reading language that was asked for; each new connection has it again. Any number may call it at once.</summary>
internal sealed class ReadingLanguage(string? tag)
{
    private sealed record Asked(string? Tag, bool IsProfiles);

    private volatile Asked _asked = new(tag, IsProfiles: tag is null);

    /// <summary>Null for the profile's, and for none.</summary>
    public string? Tag => _asked.Tag;

    /// <summary>Whether no translation is wanted, whatever the profile says.</summary>
    public bool IsNone => _asked is { Tag: null, IsProfiles: false };

    public void Set(string? language) => _asked = new(language, IsProfiles: false);

    /// <summary>Before anything else on a new connection. A tag goes with its address, which has no word for none.</summary>
    public async Task OpenAsync(HubLink link, CancellationToken cancel)
    {
        if (IsNone)
            await link.InvokeAsync<ReadingLanguageDto>(HubMethods.SetLanguage, new SetLanguageRequest(null), cancel).ConfigureAwait(false);
    }
}
