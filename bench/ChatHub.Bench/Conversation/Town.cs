using ChatHub.Domain.Accounts;
using ChatHub.Domain.Rooms;

namespace ChatHub.Bench.Conversation;

/// <summary>
/// People and rooms, made by the product's own services: a huge room, a small one, and enough others that the reader is a member of
/// <see cref="ReadersRooms"/>; and a private room that the reader may not know of.
/// </summary>
internal sealed class Town(BenchServer server)
{
    public const int ReadersRooms = 500;

    private const int SmallSize = 10_000;
    private const int OtherSize = 100;
    private const int HiddenSize = 1000;
    private const int DirectRooms = 50;
    private const int Authors = 50;
    private const int AuthorsOfRoom = 5;

    private readonly List<Caller> _authors = [];
    private readonly List<BenchRoom> _rooms = [];
    private Caller? _reader;

    public Caller Reader => _reader!;

    /// <summary>In the order of their rows.</summary>
    public IReadOnlyList<BenchRoom> Rooms => _rooms;

    public BenchRoom Huge => this["huge"];

    public BenchRoom Small => this["small"];

    public BenchRoom this[string name] => _rooms.Single(room => room.Name == name);

    public async Task BuildAsync(int messages)
    {
        _reader = await server.NewMemberAsync("reader");
        for (var number = 0; number < Authors; number++)
            _authors.Add(await server.NewMemberAsync($"author{number}"));
        // Or it would be one more room of the reader's, without messages.
        await server.Members.LeaveAsync(Reader, RoomName.General);

        var others = ReadersRooms - 2;
        await AddAsync("huge", "public", _authors, messages - SmallSize - HiddenSize - (others * OtherSize));
        await AddAsync("small", "public", _authors, SmallSize);
        await AddAsync("hidden", "private", [_authors[0]], HiddenSize);
        for (var number = 0; number < others - DirectRooms; number++)
            await AddAsync($"team-{number:d3}", number % 2 == 0 ? "public" : "private", SomeAuthors(number), OtherSize);
        foreach (var author in _authors.Take(DirectRooms))
            await AddDirectAsync(author);
    }

    /// <summary>Public rooms of other people, which the reader sees in the list.</summary>
    public async Task AddPublicRoomsAsync(int count)
    {
        foreach (var numbers in Enumerable.Range(0, count).Chunk(500))
            await Task.WhenAll(numbers.Select(number => server.Rooms.CreateAsync(_authors[number % Authors], new NewRoom($"open-{number:d5}", null, null, null))));
    }

    private List<Caller> SomeAuthors(int number) => [.. Enumerable.Range(0, AuthorsOfRoom).Select(step => _authors[(number + (step * 7)) % Authors])];

    private async Task AddAsync(string name, string visibility, List<Caller> authors, int size)
    {
        var owner = name == "hidden" ? authors[0] : Reader;
        await server.Rooms.CreateAsync(owner, new NewRoom(name, null, null, visibility));
        await Task.WhenAll(authors.Where(author => author != owner)
            .Select(author => server.Members.SetAsync(owner, name, author.Username, null, CancellationToken.None)));
        var room = (await server.Rooms.GetAsync(owner, name, CancellationToken.None)).Room;
        _rooms.Add(new BenchRoom(room.Id, name, authors, owner == Reader, size) { Head = room.Head, Members = room.Members });
    }

    private async Task AddDirectAsync(Caller author)
    {
        var room = (await server.Rooms.OpenDirectAsync(Reader, author.Username)).View.Room;
        _rooms.Add(new BenchRoom(room.Id, room.Name, [author], HasReader: true, OtherSize) { Head = room.Head, Members = room.Members });
    }
}
