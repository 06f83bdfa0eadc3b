using System.Diagnostics;
using System.Globalization;

namespace ChatHub.Bench.Servers;

/// <summary>
/// Keeps the servers and the driver on a processor each, so that neither takes time from the other. By <c>taskset</c>: on Linux
/// <see cref="Process.ProcessorAffinity"/> moves the main thread alone (seen in <c>/proc/self/task</c>).
/// </summary>
internal static class Processors
{
    private const string Taskset = "/usr/bin/taskset";

    private static readonly List<int> Allowed = ReadAllowed();

    /// <summary>Whether there are two processors, and a way to choose between them.</summary>
    public static bool CanPin => Allowed.Count > 1;

    /// <summary>The list of those that servers are on when they have one to themselves, as <c>taskset</c> reads it.</summary>
    public static string Server => CanPin ? Name(Allowed[0]) : All;

    /// <summary>All of them.</summary>
    public static string All => string.Join(',', Allowed.Select(Name));

    // No second thread of the servers' core, where there is a choice.
    private static string Driver => Name(Allowed.Skip(1).Except(ReadSiblings(Allowed[0])).DefaultIfEmpty(Allowed[1]).First());

    /// <summary>The words to begin a command with, so that it runs there from its start: .NET counts the processors then.</summary>
    public static IReadOnlyList<string> Prefix(string processors) => CanPin ? [Taskset, "-c", processors] : [];

    /// <summary>Moves this process, with all of its threads, away from the servers' processor.</summary>
    public static void PinDriver()
    {
        if (CanPin)
            Move(Driver);
    }

    /// <summary>Lets this process run anywhere.</summary>
    public static void FreeDriver()
    {
        if (CanPin)
            Move(All);
    }

    private static void Move(string processors)
    {
        using var move = Process.Start(new ProcessStartInfo(Taskset, ["-a", "-p", "-c", processors, Name(Environment.ProcessId)]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        move.StandardOutput.ReadToEnd();
        move.WaitForExit();
        if (move.ExitCode != 0)
            throw new InvalidOperationException($"taskset failed to move the driver to {processors}.");
    }

    private static List<int> ReadAllowed()
    {
        const string name = "Cpus_allowed_list:";
        if (!OperatingSystem.IsLinux() || !File.Exists(Taskset))
            return [];
        return ParseList(File.ReadLines("/proc/self/status").First(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..]);
    }

    private static List<int> ReadSiblings(int processor)
    {
        var path = $"/sys/devices/system/cpu/cpu{Name(processor)}/topology/thread_siblings_list";
        return File.Exists(path) ? ParseList(File.ReadAllText(path)) : [];
    }

    /// <summary>As in <c>0-2,5</c>.</summary>
    private static List<int> ParseList(string list) => [.. list.Trim().Split(',').SelectMany(part =>
    {
        var ends = part.Split('-').Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToList();
        return Enumerable.Range(ends[0], ends[^1] - ends[0] + 1);
    })];

    private static string Name(int number) => number.ToString(CultureInfo.InvariantCulture);
}
