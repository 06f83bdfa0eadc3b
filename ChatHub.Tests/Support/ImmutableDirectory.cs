using System.Diagnostics;

namespace ChatHub.Tests.Support;

/// <summary>
/// Makes a directory and its files unwritable, for root and through files that are open, too. All but SQLite's shared memory, which is a mapped file: where the kernel refuses a write to
/// a mapping it ends the process (SIGBUS), and no program can refuse anything then.
/// </summary>
public static class ImmutableDirectory
{
    /// <summary>What to tell someone on whose machine that cannot be done; null where it can.</summary>
    public static string? WhyImpossible()
    {
        if (Programs.WhyMissing("chattr") is { } missing)
            return missing;
        using var directory = new TemporaryDirectory();
        var isPossible = Change(directory.Path, "+i");
        Change(directory.Path, "-i");
        return isPossible ? null : "Needs a file system, and the right, to make files immutable.";
    }

    public static void Freeze(string directory) => Change(directory, "+i").Should().BeTrue();

    public static void Thaw(string directory) => Change(directory, "-i").Should().BeTrue();

    private static bool Change(string directory, string attribute)
    {
        var files = Directory.GetFiles(directory, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith("-shm", StringComparison.Ordinal));
        using var chattr = Process.Start(new ProcessStartInfo("chattr", [attribute, directory, .. files]) { UseShellExecute = false, RedirectStandardError = true })!;
        chattr.WaitForExit();
        return chattr.ExitCode == 0;
    }
}
