using ChatHub.Bench.Servers;

namespace ChatHub.Bench.Growth;

/// <summary>Whether costs grow as they should: deliveries with the readers and nothing else; sends neither with history nor with other rooms; memory hardly with rooms that are idle.</summary>
internal static class GrowthBenchmark
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(20);

    /// <param name="options">The names are <c>readers</c>, <c>memory</c>, <c>history</c> and <c>rooms</c>.</param>
    public static async Task RunAsync(BenchOptions options)
    {
        DriverSockets.ReadInline();
        Processors.PinDriver();
        var (turn, curves) = (TimeSpan.FromSeconds(options.Seconds), new List<Curve>());
        Console.WriteLine($"{options.Rounds} rounds of {options.Seconds} s for each figure, after {WarmUp.TotalSeconds} s of warming up for each curve.");
        if (Wants("readers"))
        {
            foreach (var curve in await ReaderGrowth.RunAsync(WarmUp, turn, options.Rounds))
                Print(curves, curve);
        }

        if (Wants("memory"))
            await RoomMemory.PrintAsync(options.Rounds);
        // Without the wire this process is the server.
        Processors.FreeDriver();
        if (Wants("history"))
        {
            await using var history = await LogGrowth.WithHistoryAsync(100_000, 1_000_000);
            await history.RunAsync(WarmUp, turn, options.Rounds);
            Print(curves, history.ToCurve("16 senders on a log with history", "messages before"));
        }

        if (Wants("rooms"))
        {
            await using var rooms = await LogGrowth.WithRoomsAsync(10, 1000, 10_000);
            await rooms.RunAsync(WarmUp, turn, options.Rounds);
            Print(curves, rooms.ToCurve("16 senders in one room", "other rooms"));
        }

        Console.WriteLine("\nVerified: what readers got as in the other loads; every receipt a seq of its own, without a hole.");
        if (options.Svg is not null)
            SvgFile.Write(options.Svg, curves);

        bool Wants(string name) => options.Names.Count == 0 || options.Names.Contains(name, StringComparer.Ordinal);
    }

    private static void Print(List<Curve> curves, Curve curve)
    {
        curve.Print();
        curves.Add(curve);
    }
}
