using System.Diagnostics;
using System.Globalization;
using ChatHub.Api.Welcome;
using ChatHub.Bench.Servers;
using ChatHub.Fuzz;

namespace ChatHub.Bench.Security;

/// <summary>The attacks of the tests, many more of them, against a server in a process of its own, as an operator runs it.</summary>
internal static class FuzzBenchmark
{
    public const int DefaultCount = 100_000;
    public const int DefaultSeed = 1;

    private static readonly string[] Off = ["MessagesPerSecond", "LoginAttemptsPerMinute", "SignupsPerHour", "ConnectionsPerUser", "ConnectionsPerAddress", "InvocationsPerSecond", "FollowedRooms", "RoomsPerUser"];

    /// <returns>Whether nothing came of it.</returns>
    public static async Task<bool> RunAsync(int count, int seed)
    {
        var directory = Directory.CreateTempSubdirectory("chathub-bench-");
        try
        {
            await using var server = await ServerProcess.StartAsync(
                directory.FullName, ["--Translation:Provider", "Pseudo", "--Auth:AccessTokenMinutes", "1440", .. Off.SelectMany(limit => new[] { $"--Limits:{limit}", "0" })]);
            using var attackers = await Attackers.PrepareAsync(server.Url);
            var corpus = await HttpCorpus.ReadAsync(server.Url);
            var hub = new HubCorpus(typeof(WelcomeController).Assembly.GetType("ChatHub.Api.Realtime.ChatHub", throwOnError: true)!);

            var isWell = await AttackAsync(server, attackers, new FuzzReport("json", seed), (run, report) => run.JsonAsync(hub, report, 0, count));
            isWell &= await AttackAsync(server, attackers, new FuzzReport("messagepack", seed), (run, report) => run.MessagePackAsync(hub, report, 0, count));
            isWell &= await AttackAsync(server, attackers, new FuzzReport("http", seed), (run, report) => run.HttpAsync(corpus, report, 0, count));
            return isWell & await IsReadyAsync(server);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static async Task<bool> AttackAsync(ServerProcess server, Attackers attackers, FuzzReport report, Func<FuzzRun, FuzzReport, Task> attack)
    {
        var (clock, errors) = (Stopwatch.StartNew(), server.Errors.Count);
        await using var bystanders = await Bystanders.ConnectAsync(server.Url, attackers, FuzzRun.Patience);
        await attack(new FuzzRun(server.Url, attackers, bystanders), report);
        foreach (var fault in await bystanders.CompleteAsync())
            report.Add(fault);
        foreach (var error in server.Errors.Skip(errors).Where(error => !FuzzReport.IsKestrelsOwn(error)).Take(20))
            report.Add($"in the server's log: {error}");

        Console.WriteLine(Line($"{report.Name}, seed {report.Seed}: {clock.Elapsed.TotalSeconds:F0} s; the bystanders said {bystanders.Said} sentences; faults: {report.Faults.Count}"));
        foreach (var (outcome, times) in report.Outcomes)
            Console.WriteLine(Line($"  {times,9:N0}  {outcome}"));
        foreach (var fault in report.Faults)
            Console.WriteLine($"  FAULT: {fault}");
        return report.Faults.Count == 0;
    }

    private static async Task<bool> IsReadyAsync(ServerProcess server)
    {
        using var http = new HttpClient { BaseAddress = server.Url };
        using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
        Console.WriteLine(Line($"Afterwards /health/ready answers {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}"));
        return answer.IsSuccessStatusCode;
    }

    private static string Line(FormattableString line) => line.ToString(CultureInfo.InvariantCulture);
}
