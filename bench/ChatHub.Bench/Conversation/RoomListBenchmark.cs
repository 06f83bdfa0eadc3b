using System.Globalization;
using ChatHub.Domain.Rooms;

namespace ChatHub.Bench.Conversation;

/// <summary><c>GET /rooms</c> of someone who is in 500 rooms: a page of 10, 100 and 200, and all of them; how long, and by how many queries.</summary>
internal sealed class RoomListBenchmark(BenchServer server, Town town)
{
    private static readonly int[] Sizes = [10, 100, 200];

    private readonly Dictionary<string, BenchRoom> _expected = town.Rooms.Where(room => room.HasReader).ToDictionary(room => room.Name, StringComparer.Ordinal);

    public Turns MakeTurns()
    {
        var turns = new Turns();
        foreach (var size in Sizes)
        {
            turns.Add($"the first page of {size}", () => ReadPageAsync(null, size));
            turns.Add($"all pages of {size}", () => ReadAllAsync(size));
        }

        return turns;
    }

    public async Task ReportAsync(Turns turns)
    {
        await VerifyAsync();
        Turns.PrintHead($"The rooms of a member of {Town.ReadersRooms}");
        turns.Print();
        var counts = new List<int>();
        foreach (var size in Sizes)
            counts.Add((await server.Statements.OfAsync(() => ReadPageAsync(null, size))).Count);
        Console.WriteLine($"  queries for the first page of {string.Join(", ", Sizes)}: {string.Join(", ", counts)} (with direct conversations on it)");
        Console.WriteLine($"  queries for one room: {(await server.Statements.OfAsync(() => server.Rooms.GetAsync(town.Reader, "team-007", CancellationToken.None))).Count}");
        if (counts.Distinct().Skip(1).Any())
            throw new InvalidOperationException("A longer page takes more queries.");
    }

    private async Task<Page<RoomView>> ReadPageAsync(string? cursor, int size)
    {
        var page = await server.Rooms.ListAsync(town.Reader, cursor, size, CancellationToken.None);
        return page.Items.Count == size || page.Next is null ? page : throw new InvalidOperationException("A page is short.");
    }

    private async Task<IReadOnlyList<RoomView>> ReadAllAsync(int size)
    {
        var rooms = new List<RoomView>();
        for (string? cursor = null; ;)
        {
            var page = await ReadPageAsync(cursor, size);
            rooms.AddRange(page.Items);
            if ((cursor = page.Next) is null)
                return rooms;
        }
    }

    private async Task VerifyAsync()
    {
        var found = await ReadAllAsync(RoomService.DefaultPage);
        var own = found.Where(view => view.Membership is not null).ToList();
        if (own.Count != Town.ReadersRooms || !found.Select(view => view.Room.Name).SequenceEqual(found.Select(view => view.Room.Name).Distinct().Order(StringComparer.Ordinal)))
            throw new InvalidOperationException("The list has other rooms than the reader's.");
        foreach (var view in own)
        {
            var room = _expected[view.Room.Name];
            var mentions = room.Mentions.Count(id => id > room.LastRead);
            if (view.Unread != room.Unread || view.Membership!.UnreadMentions != mentions || view.Membership.LastRead != room.LastRead || view.Room.Head != room.Head)
                throw new InvalidOperationException($"{room.Name} has {view.Unread} unread messages instead of {room.Unread}.");
            if (view.Room.IsDirect && view.With != room.Authors[0].Username)
                throw new InvalidOperationException($"{room.Name} is with {view.With}.");
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"Verified: {own.Count} rooms, {own.Sum(view => view.Unread):N0} unread messages, {own.Sum(view => view.Membership!.UnreadMentions):N0} mentions."));
    }
}
