using ChatHub.Domain.Limits;
using Microsoft.Extensions.Logging;

namespace ChatHub.Infrastructure.Limits;

/// <summary>
/// One line a minute at most for each limit, with the number of refusals since the line before: a flood must not become one of the log. Safe for any number of
/// callers; a lock guards the counts, of which there are as many as limits.
/// </summary>
public sealed partial class LimitLog(TimeProvider time, ILogger<LimitLog> logger) : ILimitLog
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, (long Since, long? ToldAt)> _counts = new(StringComparer.Ordinal);

    public void Refused(string limit)
    {
        if (Count(limit) is { } refusals)
            LogRefused($"Limits:{limit}", refusals);
    }

    /// <returns>How many to tell of; null when it is too early.</returns>
    private long? Count(string limit)
    {
        lock (_counts)
        {
            var (since, toldAt) = _counts.GetValueOrDefault(limit);
            var isDue = toldAt is not { } told || time.GetElapsedTime(told) >= Pause;
            _counts[limit] = isDue ? (0, time.GetTimestamp()) : (since + 1, toldAt);
            return isDue ? since + 1 : null;
        }
    }

    [LoggerMessage(EventId = 1500, Level = LogLevel.Warning, Message = "{Key} has refused {Refusals} since it was last told here; the key says how much is allowed")]
    private partial void LogRefused(string key, long refusals);
}
