namespace ChatHub.Tests.Support;

/// <summary>The programs that this machine has.</summary>
public static class Programs
{
    // On Windows npm is a script, which is started only by its full name.
    private static readonly string[] Endings = OperatingSystem.IsWindows() ? [".exe", ".cmd"] : [""];

    /// <summary>Where a program is; null if it is not on the path.</summary>
    public static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(directory => Endings.Select(ending => Path.Combine(directory, program + ending)))
        .FirstOrDefault(File.Exists);

    /// <summary>What to tell someone whose machine lacks one of the programs; null when all are there.</summary>
    public static string? WhyMissing(params string[] programs)
        => programs.Where(program => Find(program) is null).ToList() is { Count: > 0 } missing ? $"Needs {string.Join(" and ", missing)} on the path." : null;
}
