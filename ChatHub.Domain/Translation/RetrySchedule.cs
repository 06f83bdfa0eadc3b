namespace ChatHub.Domain.Translation;

/// <summary>When a translation that failed is tried again: with growing delay, and not for ever.</summary>
public static class RetrySchedule
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    // Some three days of the longest delay: then whoever ran the provider has given up, too.
    private const int MaxAttempts = 80;

    // The same engine gives the same answer; a model may do better the next time.
    private const int MaxAttemptsWhenDamaged = 3;

    // It may be the text that the provider does not take, and each attempt may be paid for.
    private const int MaxAttemptsWhenRefused = 10;

    /// <param name="fault">What went wrong.</param>
    /// <param name="attempts">How often it was tried, 1 or more.</param>
    /// <returns>How long to wait; null for ever.</returns>
    public static TimeSpan? DelayAfter(TranslationFault fault, int attempts)
    {
        var most = fault switch
        {
            TranslationFault.UnsupportedPair or TranslationFault.UnknownSource => 0,
            TranslationFault.Damaged => MaxAttemptsWhenDamaged,
            TranslationFault.Rejected or TranslationFault.BadAnswer => MaxAttemptsWhenRefused,
            _ => MaxAttempts,
        };
        return attempts >= most ? null : attempts > 10 ? Longest : TimeSpan.FromTicks(Math.Min(First.Ticks << (attempts - 1), Longest.Ticks));
    }

    /// <summary>Whether it failed because of the provider, so that its recovery is a reason to try again at once.</summary>
    public static bool IsOfProvider(TranslationFault fault) => fault is >= TranslationFault.Timeout and <= TranslationFault.BadAnswer;
}
