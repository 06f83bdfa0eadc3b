using System.Globalization;
using ChatHub.Bench;

// Figures are medians over rounds in which the candidates take turns: machines drift, ratios within one run hold.
switch (args)
{
    case ["log", .. var rest]:
        await LogBenchmark.RunAsync(Rounds(rest));
        return 0;
    default:
        Console.Error.WriteLine("""
            usage: dotnet run -c Release --project bench/ChatHub.Bench -- log [rounds]
              log   durable sends per second through the log, by 1 and by 64 senders, against a bare loop of prepared statements
            """);
        return 2;
}

static int Rounds(string[] rest) => rest is [var text] && int.TryParse(text, CultureInfo.InvariantCulture, out var rounds) ? rounds : 5;
