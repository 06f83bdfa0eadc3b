using ChatHub.Domain.Accounts;
using ChatHub.Domain.Errors;
using ChatHub.Domain.Time;

namespace ChatHub.Domain.Translation;

/// <summary>What translation costs, for those who pay. Safe for any number of callers.</summary>
public sealed class TranslationUsageService(ITranslationUsage usage, Operators operators, TimeProvider time)
{
    public const int DefaultDays = 7;
    public const int MaxDays = 90;

    /// <summary>What was sent, by day, provider and room: the last <paramref name="days"/> days (UTC), 1 to 90, today included; the newest first, then the most first.</summary>
    /// <exception cref="RefusedException"><c>forbidden</c>, <c>invalid_request</c>.</exception>
    public Task<IReadOnlyList<DailyUse>> ListAsync(Caller caller, int? days, CancellationToken cancel)
    {
        operators.Require(caller);
        if (days is < 1 or > MaxDays)
            throw new RefusedException("days", $"Must be a whole number from 1 to {MaxDays}.");
        return usage.ListAsync(time.GetUtcNow().ToUnixDay() - (days ?? DefaultDays) + 1, cancel);
    }
}

/// <summary>Reads what was sent to providers. Safe for any number of callers.</summary>
public interface ITranslationUsage
{
    /// <summary>From a day on, the newest first, then the most characters first.</summary>
    Task<IReadOnlyList<DailyUse>> ListAsync(int sinceDay, CancellationToken cancel);
}

/// <summary>What was sent to a provider for a room on a day.</summary>
/// <param name="Day">In UTC.</param>
/// <param name="Room">The room's name.</param>
/// <param name="Use">How much, to whom.</param>
public sealed record DailyUse(DateOnly Day, string Room, TranslationUse Use);
