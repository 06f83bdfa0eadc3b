using System.Diagnostics;
using ChatHub.Domain.Accounts;
using ChatHub.Domain.Messages;
using ChatHub.Domain.Rooms;

namespace ChatHub.Bench;

/// <summary>
/// What the log costs: durable sends per second by 1 and by 64 senders, each waiting for its receipt before it sends again, against the
/// <see cref="BareLoop"/> with the same batches. Once with keys that grow with time (UUID version 7), once with random ones (version 4), which
/// touch a page of the index each; and how long the 64 wait for a receipt, against the loop's batches of 64. Every receipt is looked up in the log at the end.
/// </summary>
internal sealed class LogBenchmark(BenchServer server, BareLoop bare, IReadOnlyList<Caller> senders)
{
    private const int Many = 64;

    private static readonly Goal RateGoal = Goal.AtLeast(0.5);
    private static readonly Goal ReceiptGoal = Goal.AtMost(3);

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(2);
    private static readonly string Text = new('x', 100);

    private readonly List<Receipt> _receipts = [];

    public static async Task RunAsync(int rounds)
    {
        await using var server = await BenchServer.StartAsync();
        using var bare = new BareLoop(server.DatabasePath);
        var senders = new List<Caller>();
        for (var number = 0; number < Many; number++)
            senders.Add(await server.NewMemberAsync($"sender{number}"));
        await new LogBenchmark(server, bare, senders).MeasureAsync(rounds);
    }

    private async Task MeasureAsync(int rounds)
    {
        Console.WriteLine($"Warming up for {WarmUp.TotalSeconds} s, then {rounds} rounds in which each figure has {Turn.TotalSeconds} s.");
        await SendAsync(Many, WarmUp / 2, Guid.CreateVersion7);
        bare.Run(Many, WarmUp / 2, Text, Guid.CreateVersion7);

        var (ordered, random) = (new List<Figures>(), new List<Figures>());
        for (var round = 1; round <= rounds; round++)
        {
            ordered.Add(await MeasureAsync(Guid.CreateVersion7));
            random.Add(await MeasureAsync(Guid.NewGuid));
        }

        Print("time-ordered keys", ordered);
        Print("random keys", random);
        await VerifyAsync();
    }

    private async Task<Figures> MeasureAsync(Func<Guid> newKey) => new(
        await SendAsync(1, Turn, newKey), bare.Run(1, Turn, Text, newKey), await SendAsync(Many, Turn, newKey), bare.Run(Many, Turn, Text, newKey));

    private async Task<Pace> SendAsync(int count, TimeSpan duration, Func<Guid> newKey)
    {
        var (clock, waits) = (Stopwatch.StartNew(), new Histogram());
        var rounds = await Task.WhenAll(senders.Take(count).Select(sender => Task.Run(async () =>
        {
            var own = new List<Receipt>();
            while (clock.Elapsed < duration)
            {
                var start = Stopwatch.GetTimestamp();
                own.Add(await server.Messages.SendAsync(sender, new NewMessage(RoomName.General, Text, newKey().ToString(), null, null)));
                waits.Add(Stopwatch.GetTimestamp() - start);
            }

            return own;
        })));
        var seconds = clock.Elapsed.TotalSeconds;
        _receipts.AddRange(rounds.SelectMany(own => own));
        return new Pace(rounds.Sum(own => own.Count) / seconds, waits.Quantile(0.99));
    }

    /// <summary>A fast wrong answer is worth nothing: every receipt must be in the log, under a seq of its own, without a hole.</summary>
    private async Task VerifyAsync()
    {
        var seqs = new HashSet<long>();
        for (long after = 0; ;)
        {
            var page = await server.History.ReadEventsAsync(senders[0], RoomName.General, epoch: null, after, HistoryService.MaxEvents, CancellationToken.None);
            if (page.Events.Count == 0)
                break;
            if (page.Events.Where((entry, index) => entry.Seq != after + index + 1).Any())
                throw new InvalidOperationException("The log has a hole.");
            after += page.Events.Count;
            seqs.UnionWith(page.Events.Select(entry => entry.Seq));
        }

        if (_receipts.Exists(receipt => !seqs.Contains(receipt.Id)) || _receipts.DistinctBy(receipt => receipt.Id).Count() != _receipts.Count)
            throw new InvalidOperationException("A receipt has no event of its own.");
        Console.WriteLine($"Verified: all {_receipts.Count} receipts are in the log, which has no hole.");
    }

    private static void Print(string keys, List<Figures> rounds)
    {
        var table = new MarkdownTable("", "per second", "p99 of a receipt, or a batch, ms");
        foreach (var (name, of) in new (string, Func<Figures, Pace>)[] { ("1 sender", r => r.One), ("bare loop, batches of 1", r => r.BareOne), ("64 senders", r => r.Many), ("bare loop, batches of 64", r => r.BareMany) })
            table.Add(name, Spread.Of(rounds, r => of(r).PerSecond).ToString("N0"), Spread.Of(rounds, r => of(r).P99).ToString("F2"));
        table.Print($"{keys}: medians (least to most)");
        Console.WriteLine();
        Judge("64 senders / 1 sender, per second", rounds, r => r.Many.PerSecond / r.One.PerSecond, goal: null);
        Judge("64 senders / bare loop, per second", rounds, r => r.Many.PerSecond / r.BareMany.PerSecond, RateGoal);
        Judge("p99 of a receipt / of the loop's batch", rounds, r => r.Many.P99 / r.BareMany.P99, ReceiptGoal);
    }

    private static void Judge(string name, List<Figures> rounds, Func<Figures, double> ratio, Goal? goal)
    {
        var spread = Spread.Of(rounds, ratio);
        var verdict = goal is null ? "" : $"; the goal is {goal}: {goal.Judge(spread.Median)}";
        Console.WriteLine($"{name}: {spread.ToString("F2")}{verdict}");
    }

    private sealed record Figures(Pace One, Pace BareOne, Pace Many, Pace BareMany);
}
