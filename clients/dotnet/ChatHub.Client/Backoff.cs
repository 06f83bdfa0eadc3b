namespace ChatHub.Client;

/// <summary>Waits that grow, each by chance: so that not all clients of a server that was away come back at once.</summary>
internal static class Backoff
{
    private const double FirstSeconds = 0.5;
    private const double MostSeconds = 30;
    private const int MostDoublings = 6;

    public static TimeSpan Delay(int attempt)
    {
        var longest = Math.Min(MostSeconds, FirstSeconds * Math.Pow(2, Math.Min(attempt, MostDoublings)));
        // Not a secret: any chance will do.
#pragma warning disable CA5394
        return TimeSpan.FromSeconds(longest * (1 + Random.Shared.NextDouble()) / 2);
#pragma warning restore CA5394
    }
}
