using System.Globalization;
using ChatHub.Conformance.Adapter;
using ChatHub.Conformance.Cases;
using ChatHub.Conformance.Playing;

namespace ChatHub.Conformance;

/// <summary>Plays the cases against the client whose adapter the command line names. README.md has the rest.</summary>
internal static class ConformanceProgram
{
    private const string Usage = """
        dotnet run --project clients/conformance -- [--case NAME]… [--patience SECONDS] -- COMMAND [ARGUMENT]…
            plays all cases, or those named (a name that ends with * stands for all that begin so), against the client that COMMAND starts;
            the client has a minute for each thing that it must come to, or as many seconds as are given
        dotnet run --project clients/conformance -- --list
            prints the cases as Markdown
        """;

    /// <returns>0 when every case passed, 1 when one failed, 2 when the command line cannot be understood.</returns>
    private static async Task<int> Main(string[] arguments)
    {
        if (arguments is ["--list"])
        {
            Console.Write(CaseList.ToMarkdown());
            return 0;
        }

        var end = Array.IndexOf(arguments, "--");
        var options = end < 0 ? arguments : arguments[..end];
        var command = end < 0 ? [] : arguments[(end + 1)..];
        var pairs = options.Chunk(2).ToList();
        var names = pairs.Where(pair => pair is ["--case", _]).Select(pair => pair[1]).ToList();
        var seconds = pairs.Where(pair => pair is ["--patience", _]).Select(pair => int.TryParse(pair[1], CultureInfo.InvariantCulture, out var number) ? number : 0).LastOrDefault(60);
        var cases = CaseList.All.Where(@case => names.Count == 0 || names.Exists(name => Fits(@case.Name, name))).ToList();
        if (command.Length == 0 || cases.Count == 0 || seconds < 1 || !pairs.TrueForAll(pair => pair is ["--case" or "--patience", _]))
        {
            await Console.Error.WriteLineAsync(Usage);
            return 2;
        }

        return await PlayAsync(new AdapterCommand(command[0], command[1..]), cases, new Patience(TimeSpan.FromSeconds(seconds)));
    }

    private static async Task<int> PlayAsync(AdapterCommand command, List<Case> cases, Patience patience)
    {
        // The servers say on the console where they are, which concerns nobody here.
        var output = Console.Out;
        Console.SetOut(TextWriter.Null);
        await using var runner = new Runner(command, cases);
        var failed = 0;
        foreach (var @case in cases)
        {
            var verdict = await runner.RunAsync(@case, patience);
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{(verdict.Passed ? "ok  " : "FAIL")} {@case.Name,-34} {verdict.Time.TotalSeconds,6:0.0} s"));
            if (verdict.Passed)
                continue;
            failed++;
            await output.WriteLineAsync($"     done:  {@case.Done}\n     shows: {@case.Shows}\n     but:   {verdict.Fault}\n     {verdict.Details.ReplaceLineEndings("\n     ")}");
        }

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{cases.Count} cases: {cases.Count - failed} passed, {failed} failed"));
        return failed == 0 ? 0 : 1;
    }

    private static bool Fits(string name, string pattern)
        => pattern.EndsWith('*') ? name.StartsWith(pattern[..^1], StringComparison.Ordinal) : name == pattern;
}
