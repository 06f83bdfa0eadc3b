using ChatHub.Domain.Errors;

namespace ChatHub.Domain.Limits;

/// <summary>
/// What each user may write: <see cref="LimitOptions.MessagesPerSecond"/> events, <see cref="LimitOptions.MessageBurst"/> at once, over all of the user's
/// connections; a read marker that is moved over HTTP counts as one. Asked before a change comes to the log's queue. Safe for any number of callers.
/// </summary>
public interface IEventBudget
{
    /// <summary>
    /// Takes one event from what the user has left. It answers at once and never waits, because one connection's sends keep their order only while nothing before
    /// the log does; what stands behind it must know the answer by itself.
    /// </summary>
    /// <exception cref="RefusedException"><c>rate_limited</c>, with the time until the next event is there.</exception>
    void Take(long userId);
}
