using System.Globalization;
using ChatHub.Domain.Accounts;
using ChatHub.Domain.Errors;
using ChatHub.Domain.Rooms;
using ChatHub.Domain.Text;
using ChatHub.Domain.Translation;

namespace ChatHub.Domain.Search;

/// <summary>Searching what the caller may read. Safe for any number of callers.</summary>
public sealed class SearchService(IMessageSearch search, VisibleRooms rooms, IUserStore users, TranslationService translations, TranslationRules rules)
{
    public const int DefaultPage = 20;
    public const int MaxPage = 100;

    /// <summary>The longest query, in code points.</summary>
    public const int MaxQuery = 256;

    /// <summary>Each is looked up in the whole index.</summary>
    public const int MaxPhrases = 16;

    /// <summary>Nobody reads further; who looks for more asks better.</summary>
    public const int MaxHits = 1000;

    /// <summary>A page of hits, best first.</summary>
    /// <exception cref="RefusedException"><c>invalid_request</c>, <c>room_not_found</c>, <c>banned</c>, <c>user_not_found</c>, <c>unavailable</c> when it takes too long or too many search at once.</exception>
    public async Task<SearchPage> FindAsync(Caller caller, SearchRequest request, CancellationToken cancel)
    {
        if (string.IsNullOrEmpty(request.Text))
            throw new RefusedException("q", "Is required.");
        if (!Unicode.IsValid(request.Text) || Unicode.CountCodePoints(request.Text) > MaxQuery)
            throw new RefusedException("q", $"Must be valid Unicode of at most {MaxQuery} characters.");
        var offset = 0;
        _ = PageCursor.Read(request.Cursor, key => int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out offset) && offset is > 0 and < MaxHits);
        var size = PageCursor.CheckLimit(request.Limit, DefaultPage, MaxPage);
        var (room, sender) = (await FindRoomAsync(caller, request.Room, cancel), await FindSenderAsync(request.Sender, cancel));
        var language = await translations.FindLanguageAsync(caller, language: null, cancel);
        var scope = new SearchScope(caller.UserId, room, sender, rules.Resolve(language), Enum.GetValues<RoomTranslation>().Where(rules.Allow).ToList());

        var query = SearchQuery.Parse(request.Text);
        if (query.Phrases.Count > MaxPhrases)
            throw new RefusedException("q", $"Must have at most {MaxPhrases} words and phrases.");
        var hits = query.Phrases.Count == 0 ? [] : await search.FindAsync(scope, query, offset, size + 1, cancel);
        var shown = await ShowAsync(hits.Take(size).ToList(), language, cancel);
        var found = shown.Select(hit => new FoundMessage(hit, Snippet.Make(hit.TextFound, query))).ToList();
        var next = offset + size;
        return new SearchPage(found, hits.Count > size && next < MaxHits ? PageCursor.Write(next.ToString(CultureInfo.InvariantCulture)) : null);
    }

    /// <summary>The hits in the caller's language, those of all rooms at the same time.</summary>
    private async Task<IReadOnlyList<SearchHit>> ShowAsync(List<SearchHit> hits, string? language, CancellationToken cancel)
    {
        var found = await Task.WhenAll(hits.GroupBy(hit => hit.Room.Id).Select(async group =>
        {
            var messages = await translations.ShowAsync(group.First().Room, group.Select(hit => hit.Message).ToList(), language, TranslationService.Patience, cancel);
            return messages.Select(message => (Key: (group.Key, message.Id), Message: message));
        }));
        var shown = found.SelectMany(messages => messages).ToDictionary(message => message.Key, message => message.Message);
        return hits.ConvertAll(hit => hit with { Message = shown[(hit.Room.Id, hit.Message.Id)] });
    }

    private async Task<long?> FindRoomAsync(Caller caller, string? room, CancellationToken cancel) => room is null
        ? null
        : (await rooms.GetAsync(caller, room, cancel)).Room.Id;

    private async Task<long?> FindSenderAsync(string? sender, CancellationToken cancel) => sender is null
        ? null
        : (Username.TryParse(sender, out var name) ? await users.FindAsync(name, cancel) : null)?.Id ?? throw new RefusedException(ErrorCatalogue.UserNotFound);
}

/// <summary>What someone looks for; nothing is checked yet.</summary>
public sealed record SearchRequest(string? Text, string? Room, string? Sender, string? Cursor, int? Limit);

/// <summary>A hit, with the part of the text that shows it.</summary>
public sealed record FoundMessage(SearchHit Hit, string Snippet);

/// <summary>A page of hits.</summary>
public sealed record SearchPage(IReadOnlyList<FoundMessage> Found, string? Next);
