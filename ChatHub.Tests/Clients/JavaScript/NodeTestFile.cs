using System.Text.Json;
using System.Text.RegularExpressions;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Clients.JavaScript;

/// <summary>What became of one of the package's own tests.</summary>
public sealed record NodeTestResult(string Name, bool Passed, JsonElement Skipped, string? Error);

/// <summary>A file of the package's own tests: its names, and what became of each in one run of the file.</summary>
internal static partial class NodeTestFile
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The names as they stand in the file, in which each is a plain string.</summary>
    public static IEnumerable<string> NamesIn(string file)
        => NamePattern().Matches(File.ReadAllText(Path.Combine(ClientPackage.Folder, "test", file))).Select(match => match.Groups["name"].Value);

    /// <summary>Runs a file.</summary>
    /// <returns>The results by name.</returns>
    public static async Task<IReadOnlyDictionary<string, NodeTestResult>> RunAsync(string file, IEnumerable<KeyValuePair<string, string>> environment)
    {
        var results = new List<NodeTestResult>();
        void Take(string line)
        {
            if (line.StartsWith('{'))
                results.Add(JsonSerializer.Deserialize<NodeTestResult>(line, Json)!);
        }

        await using var script = ScriptProcess.Start(
            await ClientPackage.BuildOnceAsync(), environment, ["node", "--test", "--test-reporter=./test/support/reporter.mjs", $"test/{file}"], Take);
        await script.HasEndedAsync();
        return results.ToDictionary(result => result.Name, StringComparer.Ordinal);
    }

    [GeneratedRegex("""^test\("(?<name>[^"]+)",""", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NamePattern();
}
