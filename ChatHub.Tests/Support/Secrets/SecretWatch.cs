using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ChatHub.Tests.Support.Secrets;

/// <summary>
/// Looks at everything that a server logs, at every level, for what no log may hold; entries are looked at as they come, and not kept. It tells who leaked what kind of
/// secret, and never the secret. Any number may log at once.
/// </summary>
public sealed class SecretWatch : ILoggerProvider
{
    private readonly ConcurrentDictionary<(string Source, SecretKind Kind), byte> _leaks = new();

    /// <summary>Who logged what kind of secret.</summary>
    public IReadOnlyList<(string Source, SecretKind Kind)> Leaks => [.. _leaks.Keys.Order()];

    public ILogger CreateLogger(string categoryName) => new Watcher(this, categoryName);

    /// <summary>Looks at something that was written down.</summary>
    /// <param name="source">Who wrote it.</param>
    /// <param name="text">What it was.</param>
    public void Look(string source, ReadOnlySpan<char> text)
    {
        if ((SecretShapes.FindIn(text) ?? KnownSecrets.FindIn(text)) is { } kind)
            _leaks.TryAdd((source, kind), 0);
    }

    /// <exception cref="InvalidOperationException">A secret was logged.</exception>
    public void ThrowIfLeaked()
    {
        if (!_leaks.IsEmpty)
            throw new InvalidOperationException($"The log held what no log may hold: {string.Join(", ", Leaks.Select(leak => $"{leak.Kind} by {leak.Source}"))}.");
    }

    public void Dispose()
    {
    }

    private sealed class Watcher(SecretWatch watch, string category) : ILogger
    {
        /// <summary>What stands around entries is looked at once, not with each of them.</summary>
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            watch.Look(category, $"{state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            watch.Look(category, formatter(state, exception));
            if (exception is not null)
                watch.Look(category, exception.ToString());
        }
    }
}
