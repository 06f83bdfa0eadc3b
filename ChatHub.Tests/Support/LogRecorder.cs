using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ChatHub.Tests.Support;

/// <summary>Keeps all that a server logs, or what is grave enough, scopes and exceptions included.</summary>
/// <param name="least">The least level that is kept.</param>
/// <param name="recorded">Told of each entry as it comes, by whoever logs it.</param>
public sealed class LogRecorder(LogLevel least = LogLevel.Trace, Action<string>? recorded = null) : ILoggerProvider, ISupportExternalScope
{
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    private LogLevel Least => least;

    /// <summary>Each entry as the fullest of loggers would write it.</summary>
    public ConcurrentQueue<string> Entries { get; } = new();

    public ILogger CreateLogger(string categoryName) => new Recorder(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
    }

    private void Record(string entry)
    {
        Entries.Enqueue(entry);
        recorded?.Invoke(entry);
    }

    private static string Describe(object? state) => state is IEnumerable<KeyValuePair<string, object?>> values
        ? string.Join(' ', values.Select(value => $"{value.Key}={value.Value}"))
        : $"{state}";

    private sealed class Recorder(LogRecorder recorder, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
            => recorder._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => logLevel >= recorder.Least;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel))
                return;
            var scopes = new List<string>();
            recorder._scopes.ForEachScope((scope, list) => list.Add($"{scope} {Describe(scope)}"), scopes);
            recorder.Record($"{logLevel} {category} {eventId.Id} {formatter(state, exception)} {Describe(state)} {exception} {string.Join(' ', scopes)}");
        }
    }
}
