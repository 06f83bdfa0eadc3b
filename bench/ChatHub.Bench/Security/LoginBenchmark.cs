using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using ChatHub.Bench.Servers;

namespace ChatHub.Bench.Security;

/// <summary>
/// Whether the time of a refused login tells that a name exists: wrong passwords for names that do and names that do not, alternating, the first of each pair in turn,
/// over one connection, with limits off.
/// </summary>
internal static class LoginBenchmark
{
    public const int DefaultCount = 300;

    private const int WarmUp = 20;
    private const double Goal = 0.05;
    private const int GoalInErrors = 3;

    /// <summary>The standard error of a median of normal values, in standard errors of their mean.</summary>
    private const double MedianToMean = 1.2533;

    private static readonly string[] Off = ["LoginAttemptsPerMinute", "SignupsPerHour"];

    /// <returns>Whether the medians are within the goal.</returns>
    public static async Task<bool> RunAsync(int count, int workFactor)
    {
        var directory = Directory.CreateTempSubdirectory("chathub-bench-");
        try
        {
            await using var server = await ServerProcess.StartAsync(
                directory.FullName, [.. Off.SelectMany(limit => new[] { $"--Limits:{limit}", "0" }), "--Auth:BcryptWorkFactor", workFactor.ToString(CultureInfo.InvariantCulture)]);
            using var http = new HttpClient { BaseAddress = server.Url };
            for (var number = 0; number < count; number++)
                (await http.PostAsJsonAsync("/signup", new { username = Name("known", number), password = "correct horse battery" })).EnsureSuccessStatusCode();
            await MeasureAsync(http, WarmUp);
            return Print(await MeasureAsync(http, count), count, workFactor);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static async Task<(List<double> Known, List<double> Unknown)> MeasureAsync(HttpClient http, int count)
    {
        var (known, unknown) = (new List<double>(), new List<double>());
        for (var number = 0; number < count; number++)
        {
            if (number % 2 == 0)
                known.Add(await RefuseAsync(http, Name("known", number)));
            unknown.Add(await RefuseAsync(http, Name("other", number)));
            if (number % 2 == 1)
                known.Add(await RefuseAsync(http, Name("known", number)));
        }

        return (known, unknown);
    }

    /// <returns>Milliseconds.</returns>
    private static async Task<double> RefuseAsync(HttpClient http, string username)
    {
        var start = Stopwatch.GetTimestamp();
        using var answer = await http.PostAsJsonAsync("/login", new { username, password = "incorrect horse battery" });
        var time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        var body = await answer.Content.ReadAsStringAsync();
        return (int)answer.StatusCode == 401 && body.Contains("\"invalid_credentials\"", StringComparison.Ordinal)
            ? time
            : throw new InvalidOperationException($"The login of {username} was answered {(int)answer.StatusCode}: {body}");
    }

    private static bool Print((List<double> Known, List<double> Unknown) times, int count, int workFactor)
    {
        var (known, unknown) = (Median(times.Known), Median(times.Unknown));
        var (knownError, unknownError) = (ErrorOf(times.Known), ErrorOf(times.Unknown));
        var (difference, error) = (Math.Abs(known - unknown), Math.Sqrt((knownError * knownError) + (unknownError * unknownError)));
        var isWithin = difference <= Goal * Math.Max(known, unknown) || difference <= GoalInErrors * error;
        Console.WriteLine(Line($"{count} refused logins each, alternating, bcrypt work factor {workFactor}; medians, standard errors of the medians, in ms"));
        Console.WriteLine(Line($"  known names    {known,8:F2}  ±{knownError:F2}"));
        Console.WriteLine(Line($"  unknown names  {unknown,8:F2}  ±{unknownError:F2}"));
        Console.WriteLine(Line($"  difference     {difference,8:F2}  {difference / Math.Max(known, unknown):P1}, {difference / error:F1} standard errors; the goal is {Goal:P0} or {GoalInErrors} standard errors: {(isWithin ? "met" : "MISSED")}"));
        return isWithin;
    }

    private static string Name(string kind, int number) => Line($"{kind}-{number:D4}");

    private static double Median(List<double> times) => times.Order().Skip((times.Count - 1) / 2).Take(2 - (times.Count % 2)).Average();

    private static double ErrorOf(List<double> times)
    {
        var mean = times.Average();
        return MedianToMean * Math.Sqrt(times.Sum(time => (time - mean) * (time - mean)) / (times.Count - 1) / times.Count);
    }

    private static string Line(FormattableString line) => line.ToString(CultureInfo.InvariantCulture);
}
