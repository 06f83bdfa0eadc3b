using System.Globalization;
using ChatHub.Domain.Search;

namespace ChatHub.Bench.Conversation;

/// <summary>
/// Searches whose hits were planted: the first page, as a client asks for it. Before that every one is read to its end, and must find exactly what was
/// planted, and nothing of the room that the reader may not see, in which every word stands too.
/// </summary>
internal sealed class SearchBenchmark(BenchServer server, Town town, PlantedWords planted)
{
    private const double Goal = 50;

    private readonly List<Case> _cases =
    [
        Case.Of("a word", PlantedWords.Once, planted[PlantedWords.Once]),
        Case.Of("a word", PlantedWords.Hundred, planted[PlantedWords.Hundred]),
        Case.Of("a word", PlantedWords.Thousand, planted[PlantedWords.Thousand]),
        Case.Of("a phrase", $"\"{PlantedWords.Phrase}\"", planted[PlantedWords.Phrase]),
        Case.Of("a prefix", $"{PlantedWords.Prefix}*", planted[PlantedWords.Prefix]),
        Case.Of("Chinese", PlantedWords.Chinese, planted[PlantedWords.Chinese]),
        Case.Of("nothing", "nowhere", []),
        Case.Of("in the small room", PlantedWords.Thousand, planted[PlantedWords.Thousand]) with { Room = town.Small.Name },
        Case.Of("in the huge room", PlantedWords.Thousand, planted[PlantedWords.Thousand]) with { Room = town.Huge.Name },
        Case.Of("by one sender", PlantedWords.Thousand, planted[PlantedWords.Thousand]) with { Sender = "author7" },
        Case.Of("page of 100", PlantedWords.Thousand, planted[PlantedWords.Thousand]) with { Limit = SearchService.MaxPage },
        Case.Of("a third of all", PlantedWords.Third, null),
        Case.Of("a third, page of 100", PlantedWords.Third, null) with { Limit = SearchService.MaxPage },
        Case.Of("a third, small room", PlantedWords.Third, null) with { Room = town.Small.Name },
        Case.Of("a third, by one sender", PlantedWords.Third, null) with { Sender = "author7" },
        Case.Of("a third, and 1,000", $"{PlantedWords.Third} {PlantedWords.Thousand}", null),
        Case.Of("a prefix of many words", "ba*", null),
    ];

    public async Task<Turns> MakeTurnsAsync()
    {
        var turns = new Turns();
        foreach (var search in _cases)
        {
            var count = await VerifyAsync(search);
            search.Title = string.Create(CultureInfo.InvariantCulture, $"{search.Name}: {search.Text} ({(search.Planted is null && count == SearchService.MaxHits ? "≥ " : "")}{count:N0} hits)");
            turns.Add(search.Title, () => ReadAsync(search, cursor: null, search.Limit));
        }

        return turns;
    }

    public async Task ReportAsync(Turns turns)
    {
        Turns.PrintHead("The first page of a search");
        turns.Print();
        foreach (var slow in _cases.Where(search => search.Planted is not null && turns.MedianOf(search.Title) > Goal))
            Console.WriteLine($"  MISSED the goal of {Goal} ms: {slow.Title}");
        Console.WriteLine($"  queries: {(await server.Statements.OfAsync(() => ReadAsync(_cases[1], cursor: null, _cases[1].Limit))).Count}");
    }

    private Task<SearchPage> ReadAsync(Case search, string? cursor, int limit)
        => server.Search.FindAsync(town.Reader, new SearchRequest(search.Text, search.Room, search.Sender, cursor, limit), CancellationToken.None);

    private async Task<int> VerifyAsync(Case search)
    {
        var found = new List<Place>();
        string? cursor = null;
        do
        {
            var page = await ReadAsync(search, cursor, SearchService.MaxPage);
            if (page.Found.Any(hit => !hit.Snippet.Contains("<mark>", StringComparison.Ordinal)))
                throw new InvalidOperationException($"A hit for {search.Text} does not show it.");
            found.AddRange(page.Found.Select(hit => new Place(hit.Hit.Room.Name, hit.Hit.Message.Id, hit.Hit.Message.Sender)));
            cursor = page.Next;
        }
        while (cursor is not null);

        if (found.Distinct().Count() != found.Count || found.Exists(place => !search.Includes(place) || !town[place.Room].HasReader))
            throw new InvalidOperationException($"{search.Name}: found what should not be found for {search.Text}.");
        if (search.Planted is { } places && !places.Where(search.Includes).ToHashSet().SetEquals(found))
            throw new InvalidOperationException($"{search.Name}: found {found.Count} messages of {places.Count(search.Includes)} for {search.Text}.");
        return found.Count;
    }

    private sealed record Case(string Name, string Text, IReadOnlyList<Place>? Planted, string? Room, string? Sender, int Limit)
    {
        public string Title { get; set; } = Name;

        public static Case Of(string name, string text, IReadOnlyList<Place>? planted) => new(name, text, planted, Room: null, Sender: null, SearchService.DefaultPage);

        public bool Includes(Place place) => (Room is null || place.Room == Room) && (Sender is null || place.Sender == Sender);
    }
}
