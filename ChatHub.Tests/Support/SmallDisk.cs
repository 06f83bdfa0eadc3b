using System.Diagnostics;

namespace ChatHub.Tests.Support;

/// <summary>A server whose data lies on a disk of its own, of some megabytes, which only its own mount namespace has: filling it takes no other program's room.</summary>
public sealed class SmallDisk : IAsyncDisposable
{
    private const int Megabytes = 8;

    // The server takes the place of the shell, so that it has the number of the process that was started.
    private const string Script = """mount -t tmpfs -o size="$1"m tmpfs "$2" && shift 2 && exec "$@" """;

    private readonly TemporaryDirectory _directory = new();

    private SmallDisk()
    {
    }

    public ServerProcess Server { get; private set; } = null!;

    private string Filler => $"/proc/{Server.Id}/root{_directory.Path}/filler";

    /// <summary>What to tell someone whose machine lets nobody mount; null where it works.</summary>
    public static string? WhyImpossible()
    {
        if (Programs.WhyMissing("unshare", "mount", "sh") is { } missing)
            return missing;
        using var directory = new TemporaryDirectory();
        using var attempt = Process.Start(InNamespace(directory.Path, "true"))!;
        attempt.WaitForExit();
        return attempt.ExitCode == 0 ? null : "Needs mount namespaces.";
    }

    public static async Task<SmallDisk> StartAsync()
    {
        var disk = new SmallDisk();
        var server = ServerProcess.Command("--DataDirectory", disk._directory.Path, "--Auth:BcryptWorkFactor", "10", "--Limits:MessagesPerSecond", "0", "--Limits:InvocationsPerSecond", "0");
        disk.Server = await ServerProcess.StartAsync(InNamespace(disk._directory.Path, [server.FileName, .. server.ArgumentList]));
        return disk;
    }

    /// <summary>Leaves no room on it.</summary>
    public async Task FillAsync()
    {
        await using var filler = new FileStream(Filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            for (var block = new byte[4096]; ;)
                await filler.WriteAsync(block);
        }
        catch (IOException)
        {
            // It is full.
        }
    }

    public void Free() => File.Delete(Filler);

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _directory.Dispose();
    }

    private static ProcessStartInfo InNamespace(string directory, params string[] command)
    {
        var start = new ProcessStartInfo("unshare") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["--map-root-user", "--mount", "sh", "-c", Script, "sh", $"{Megabytes}", directory, .. command])
            start.ArgumentList.Add(argument);
        return start;
    }
}
