using System.Diagnostics;
using BCryptNet = BCrypt.Net.BCrypt;

namespace ChatHub.Bench.Storm;

/// <summary>What bcrypt does by itself on one core: verifying, as a login does, what the product's hasher gives it, 64 characters.</summary>
internal static class BareBcrypt
{
    private const int WorkFactor = 10;

    private static readonly string Prepared = new('p', 64);
    private static readonly string Hash = BCryptNet.HashPassword(Prepared, WorkFactor);

    /// <returns>Verifications per second.</returns>
    public static Task<double> RunAsync(TimeSpan duration) => Task.Factory.StartNew(() => Run(duration), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static double Run(TimeSpan duration)
    {
        var (clock, count) = (Stopwatch.StartNew(), 0);
        for (; clock.Elapsed < duration; count++)
        {
            if (!BCryptNet.Verify(Prepared, Hash))
                throw new InvalidOperationException("bcrypt does not know its own hash.");
        }

        return count / clock.Elapsed.TotalSeconds;
    }
}
