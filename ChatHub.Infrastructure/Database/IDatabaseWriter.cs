using ChatHub.Domain.Errors;

namespace ChatHub.Infrastructure.Database;

/// <summary>Writes whatever is not a room's log. Safe for any number of callers.</summary>
internal interface IDatabaseWriter
{
    /// <summary>
    /// Runs <paramref name="write"/> in a transaction; the task completes once that is durable. It runs where writes wait for one another,
    /// so it does nothing but read and write; it may run again from the start if the transaction has to be repeated.
    /// </summary>
    /// <exception cref="RefusedException"><c>unavailable</c> when the queue is full or the database fails.</exception>
    Task<T> WriteAsync<T>(Func<ChatHubContext, T> write);
}
