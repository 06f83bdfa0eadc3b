using System.Globalization;
using ChatHub.Bench;
using ChatHub.Bench.Conversation;
using ChatHub.Bench.Fanout;
using ChatHub.Bench.Growth;
using ChatHub.Bench.Idle;
using ChatHub.Bench.Security;
using ChatHub.Bench.Slow;
using ChatHub.Bench.Storm;
using ChatHub.Bench.Translating;

// Figures are medians over rounds in which the candidates take turns: machines drift, ratios within one run hold.
switch (args)
{
    case ["fanout", .. var rest]:
        return await Verified(() => FanoutBenchmark.RunAsync(BenchOptions.Parse(rest)));
    case ["idle", .. var rest]:
        return await Verified(() => IdleBenchmark.RunAsync(BenchOptions.Parse(rest)));
    case ["storm", .. var rest]:
        return await Verified(() => StormBenchmark.RunAsync(BenchOptions.Parse(rest)));
    case ["translated", .. var rest]:
        return await Verified(() => PseudoLoadBenchmark.RunAsync(BenchOptions.Parse(rest)));
    case ["growth", .. var rest]:
        return await Verified(() => GrowthBenchmark.RunAsync(BenchOptions.Parse(rest)));
    case ["log", .. var rest]:
        return await Verified(() => LogBenchmark.RunAsync(Number(rest, 0) ?? 5));
    case ["conversation", .. var rest]:
        return await Verified(() => ConversationBenchmark.RunAsync(Number(rest, 0) ?? ConversationBenchmark.DefaultMessages, Number(rest, 1) ?? ConversationBenchmark.DefaultRounds));
    case ["writing", .. var rest]:
        await ConversationBenchmark.WriteAsync(Number(rest, 0) ?? ConversationBenchmark.DefaultMessages, Number(rest, 1) ?? 5);
        return 0;
    case ["plans", .. var rest]:
        await ConversationBenchmark.ExplainAsync(Number(rest, 0) ?? ConversationBenchmark.DefaultMessages);
        return 0;
    case ["translation", .. var rest]:
        await TranslationBenchmark.RunAsync(Number(rest, 0) ?? TranslationBenchmark.DefaultSeconds, Number(rest, 1) ?? TranslationBenchmark.DefaultRounds, rest.Skip(2).ToList());
        return 0;
    case ["slow", .. var rest]:
        await SlowBenchmark.RunAsync(Number(rest, 0) ?? SlowBenchmark.DefaultSeconds, Number(rest, 1) ?? SlowBenchmark.DefaultRounds);
        return 0;
    case ["fuzz", .. var rest]:
        return await FuzzBenchmark.RunAsync(Number(rest, 0) ?? FuzzBenchmark.DefaultCount, Number(rest, 1) ?? FuzzBenchmark.DefaultSeed) ? 0 : 1;
    case ["logins", .. var rest]:
        return await LoginBenchmark.RunAsync(Number(rest, 0) ?? LoginBenchmark.DefaultCount, Number(rest, 1) ?? 10) ? 0 : 1;
    default:
        Console.Error.WriteLine("""
            usage: dotnet run -c Release --project bench/ChatHub.Bench -- …
              fanout [--rounds n] [--seconds n] [sparse] [busy] [steady] [saturated]
                                                 what a delivery costs, ChatHub against stock SignalR in the same run
              idle [--rounds n]                  what a connection costs that does nothing, ChatHub against stock SignalR: the server's memory
              storm [--rounds n] [--seconds n]   what many logins at once do to the chat
              translated [--rounds n] [--seconds n]
                                                 what translation into eight languages costs under the busy load of fanout
              growth [--rounds n] [--seconds n] [--svg file] [readers] [memory] [history] [rooms]
                                                 how costs grow with readers, history and rooms
              log [rounds]                       durable sends per second through the log, by 1 and by 64 senders, against a bare loop of prepared statements
              conversation [messages] [rounds]   pages of history, the list of rooms, and searches, in a database of a million messages or as many as asked for
              writing [messages] [rounds]        what the search index costs a writer in such a database
              translation [seconds] [rounds] [of these only …]
                                                 whether originals wait for a translator: latency and processor time of a server that translates, or whose provider fails
              slow [seconds] [rounds]            what a reader that stops reading, and one that reads 4 KB a second, cost the other 98: latency, the server's memory
              fuzz [attacks] [seed]              broken frames of both protocols and broken requests, so many of each: nothing may come of them
              logins [count] [work factor]       whether the time of a refused login tells that a name exists
              plans [messages]                   how SQLite goes about the statements of these readings
            """);
        return 2;
}

static int? Number(string[] rest, int index) => index < rest.Length && int.TryParse(rest[index], CultureInfo.InvariantCulture, out var number) ? number : null;

// A fast wrong answer is no result: one line says what was wrong.
static async Task<int> Verified(Func<Task> run)
{
    try
    {
        await run();
        return 0;
    }
    catch (InvalidOperationException e)
    {
        Console.Error.WriteLine($"WRONG: {e.Message}");
        return 1;
    }
}
