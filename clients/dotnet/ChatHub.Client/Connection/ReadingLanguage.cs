using System.Text.RegularExpressions;
using ChatHub.Contracts;

namespace ChatHub.Client;

/// <summary>The reading language that was asked for; each new connection has it again. Any number may call it at once.</summary>
internal sealed partial class ReadingLanguage(string? tag)
{
    private sealed record Asked(string? Tag, bool IsProfiles);

    private volatile Asked _asked = new(tag, IsProfiles: tag is null);

    /// <summary>Null for the profile's, and for none.</summary>
    public string? Tag => _asked.Tag;

    /// <summary>Whether no translation is wanted, whatever the profile says.</summary>
    public bool IsNone => _asked is { Tag: null, IsProfiles: false };

    /// <summary>Refuses what is no tag, as the server would where it could say so: to a new connection it cannot.</summary>
    /// <exception cref="ChatException"><c>invalid_request</c>.</exception>
    public static void Check(string? language)
    {
        if (language is not null && !WellFormed().IsMatch(language))
            throw new ChatException("invalid_request", "'language': Must be a BCP 47 language tag, such as 'es' or 'pt-BR'.");
    }

    public void Set(string? language) => _asked = new(language, IsProfiles: false);

    /// <summary>Before anything else on a new connection. A tag goes with its address, which has no word for none.</summary>
    public async Task OpenAsync(HubLink link, CancellationToken cancel)
    {
        if (IsNone)
            await link.InvokeAsync<ReadingLanguageDto>(HubMethods.SetLanguage, new SetLanguageRequest(null), cancel).ConfigureAwait(false);
    }

    /// <summary>The tags that the server takes: language, and perhaps script, region and variants.</summary>
    [GeneratedRegex(@"^[a-zA-Z]{2,3}(-[a-zA-Z]{4})?(-([a-zA-Z]{2}|[0-9]{3}))?(-([a-zA-Z0-9]{5,8}|[0-9][a-zA-Z0-9]{3})){0,2}\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WellFormed();
}
