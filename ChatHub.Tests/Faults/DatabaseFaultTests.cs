using System.Diagnostics;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Faults;

/// <summary>A database that cannot be written: what is refused, what goes on, and that it all comes back by itself.</summary>
public sealed class DatabaseFaultTests
{
    private static readonly TimeSpan Lock = TimeSpan.FromSeconds(20);

    [SmallDiskFact]
    public async Task AFullDiskRefusesWritesAndNothingElse()
    {
        await using var disk = await SmallDisk.StartAsync();
        await using var scene = await FaultScene.SetAsync(disk.Server);

        await disk.FillAsync();
        await scene.IsRefusedEverywhereAsync();
        disk.Free();

        await scene.HasRecoveredAsync();
    }

    [ImmutableFact]
    public async Task ADataDirectoryThatBecomesReadOnlyRefusesWritesAndNothingElse()
    {
        using var directory = new TemporaryDirectory();
        await using var server = await ServerProcess.StartAsync(directory.Path);
        await using var scene = await FaultScene.SetAsync(server);

        ImmutableDirectory.Freeze(directory.Path);
        try
        {
            await scene.IsRefusedEverywhereAsync();
        }
        finally
        {
            ImmutableDirectory.Thaw(directory.Path);
        }

        await scene.HasRecoveredAsync();
    }

    [Fact]
    public async Task ADatabaseThatAnotherProcessHoldsForLongRefusesWritesAndNothingElse()
    {
        using var directory = new TemporaryDirectory();
        await using var server = await ServerProcess.StartAsync(directory.Path);
        await using var scene = await FaultScene.SetAsync(server);

        // The server is a process of its own, this is the other. What is promised names the time, hence the clock.
        await using (await new DatabaseFile(directory.Path).LockAsync())
        {
            var held = Stopwatch.StartNew();
            await scene.IsRefusedEverywhereAsync();
            await scene.RefusesManyAtOnceAsync(() => held.Elapsed > Lock);
        }

        await scene.HasRecoveredAsync();
    }
}
