using System.Globalization;
using ChatHub.Domain.Messages;

namespace ChatHub.Bench.Conversation;

/// <summary>Whether a page of history costs the same in a huge room as in a small one: the latest page, the one in the middle, and one anywhere.</summary>
internal sealed class HistoryBenchmark(BenchServer server, Town town)
{
    private const int Limit = 50;
    private const double Goal = 1.5;

    private static readonly string[] Pages = ["latest", "in the middle", "anywhere"];

    private readonly Random _random = new(1);

    public Turns MakeTurns()
    {
        var turns = new Turns();
        foreach (var page in Pages)
        {
            turns.Add(NameOf(page, town.Small), () => ReadAsync(page, town.Small));
            turns.Add(NameOf(page, town.Huge), () => ReadAsync(page, town.Huge));
        }

        return turns;
    }

    public async Task ReportAsync(Turns turns)
    {
        Turns.PrintHead($"A page of {Limit} messages");
        turns.Print();
        foreach (var page in Pages)
        {
            var ratio = turns.MedianOf(NameOf(page, town.Huge)) / turns.MedianOf(NameOf(page, town.Small));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {page}: huge / small {ratio:F2} (goal: at most {Goal}){(ratio > Goal ? "  MISSED" : "")}"));
        }

        foreach (var room in new[] { town.Small, town.Huge })
            Console.WriteLine($"  queries for the latest page of {room.Name}: {(await server.Statements.OfAsync(() => ReadAsync(Pages[0], room))).Count}");
    }

    private static string NameOf(string page, BenchRoom room) => $"{page}, {room.Name} ({room.Size.ToString("N0", CultureInfo.InvariantCulture)})";

    private async Task ReadAsync(string page, BenchRoom room)
    {
        var end = page switch
        {
            "latest" => room.Ids.Count,
            "in the middle" => room.Ids.Count / 2,
            _ => _random.Next(Limit + 1, room.Ids.Count),
        };
        var query = new HistoryQuery(end == room.Ids.Count ? null : room.Ids[end], After: null, Limit);
        var found = await server.History.ReadAsync(town.Reader, room.Name, query, CancellationToken.None);
        if (!found.Messages.Select(message => message.Id).SequenceEqual(room.Ids.GetRange(end - Limit, Limit)) || found.Next != room.Ids[end - Limit])
            throw new InvalidOperationException($"The page before message {end} of {room.Name} is another.");
    }
}
