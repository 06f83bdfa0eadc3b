namespace ChatHub.Bench.Servers;

/// <summary>What a <see cref="ServerProcess"/> runs: a program that lies beside the benchmark, and its arguments.</summary>
internal sealed record ServerProgram(string Assembly, IReadOnlyList<string> Arguments)
{
    /// <summary>A stock SignalR hub and nothing else.</summary>
    public static readonly ServerProgram Stock = new("ChatHub.Stock.dll", []);

    private static readonly string[] LoadLimits = ["MessagesPerSecond", "InvocationsPerSecond", "ConnectionsPerAddress", "SignupsPerHour"];
    private static readonly string[] PeopleLimits = ["ConnectionsPerUser", "LoginAttemptsPerMinute", "RoomsPerUser", "FollowedRooms"];

    /// <summary>Without the limits that a load from one address would meet, and with a work factor that lets many sign up; else as by default.</summary>
    public static ServerProgram ChatHub(string dataDirectory, params IEnumerable<string> settings)
        => new("ChatHub.Api.dll", ["--DataDirectory", dataDirectory, .. Off(LoadLimits), "--Auth:BcryptWorkFactor", "10", .. settings]);

    /// <summary>Nor with those that few people with many connections and rooms would meet.</summary>
    public static ServerProgram UnlimitedChatHub(string dataDirectory, params IEnumerable<string> settings) => ChatHub(dataDirectory, [.. Off(PeopleLimits), .. settings]);

    private static IEnumerable<string> Off(string[] limits) => limits.SelectMany(limit => new[] { $"--Limits:{limit}", "0" });
}
