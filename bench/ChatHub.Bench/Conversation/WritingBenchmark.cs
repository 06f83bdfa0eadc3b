using System.Diagnostics;
using ChatHub.Domain.Accounts;
using ChatHub.Domain.Messages;

namespace ChatHub.Bench.Conversation;

/// <summary>
/// What the search index costs a writer: durable sends per second by 50 senders, each waiting for its receipt, of texts that have terms and of texts that
/// have none and so leave the index alone; all into one room, and each into a room of its own, where a batch comes to the index out of its order.
/// </summary>
internal sealed class WritingBenchmark(BenchServer server, Town town)
{
    private const int Words = 16;

    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(2);

    private readonly string[] _texts = MakeTexts();
    private readonly List<(string Room, Caller Sender)> _own = [.. town.Rooms.Where(room => room.Authors.Count == 1 && room.HasReader).Select(room => (room.Name, room.Authors[0]))];

    private List<(string Room, Caller Sender)> One => _own.ConvertAll(place => (town.Huge.Name, place.Sender));

    public async Task RunAsync(TimeSpan warmUp, int rounds)
    {
        await SendAsync(_own, warmUp, Same);
        (string Name, List<(string Room, Caller Sender)> Places, Func<string, string> Change, List<Figure> Figures)[] candidates =
        [
            ("one room, without terms", One, ToDots, []),
            ($"one room, {Words} words", One, Same, []),
            ($"{_own.Count} rooms, without terms", _own, ToDots, []),
            ($"{_own.Count} rooms, {Words} words", _own, Same, []),
        ];
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (_, places, change, figures) in candidates)
                figures.Add(await SendAsync(places, Turn, change));
        }

        Console.WriteLine($"{_own.Count} senders: sends per second, median (least to most), and the processor time of a message in µs");
        foreach (var (name, _, _, figures) in candidates)
            Console.WriteLine($"  {name,-26}{Spread.Of(figures, each => each.PerSecond)}   {Spread.Of(figures, each => each.Processor)}");

        static string ToDots(string text) => new('.', text.Length);
        static string Same(string text) => text;
    }

    private async Task<Figure> SendAsync(List<(string Room, Caller Sender)> places, TimeSpan duration, Func<string, string> change)
    {
        using var process = Process.GetCurrentProcess();
        var (clock, before) = (Stopwatch.StartNew(), process.TotalProcessorTime);
        var counts = await Task.WhenAll(places.Select(place => Task.Run(async () =>
        {
            var count = 0;
            for (; clock.Elapsed < duration; count++)
            {
                var text = change(_texts[((int)place.Sender.UserId + count) % _texts.Length]);
                await server.Messages.SendAsync(place.Sender, new NewMessage(place.Room, text, Guid.CreateVersion7().ToString(), null, null));
            }

            return count;
        })));
        process.Refresh();
        return new Figure(counts.Sum() / clock.Elapsed.TotalSeconds, (process.TotalProcessorTime - before).TotalMicroseconds / counts.Sum());
    }

    private static string[] MakeTexts()
    {
        var (random, vocabulary) = (new Random(2), new Vocabulary());
        return [.. Enumerable.Range(0, 10_000).Select(_ => string.Join(' ', Enumerable.Range(0, Words).Select(_ => vocabulary.Draw(random))))];
    }

    private sealed record Figure(double PerSecond, double Processor);
}
