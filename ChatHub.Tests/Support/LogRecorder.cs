using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ChatHub.Tests.Support;

/// <summary>Keeps all that a server logs, scopes and exceptions included.</summary>
public sealed class LogRecorder : ILoggerProvider, ISupportExternalScope
{
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    /// <summary>Each entry as the fullest of loggers would write it.</summary>
    public ConcurrentQueue<string> Entries { get; } = new();

    public ILogger CreateLogger(string categoryName) => new Recorder(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
    }

    private static string Describe(object? state) => state is IEnumerable<KeyValuePair<string, object?>> values
        ? string.Join(' ', values.Select(value => $"{value.Key}={value.Value}"))
        : $"{state}";

    private sealed class Recorder(LogRecorder recorder, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
            => recorder._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var scopes = new List<string>();
            recorder._scopes.ForEachScope((scope, list) => list.Add($"{scope} {Describe(scope)}"), scopes);
            recorder.Entries.Enqueue($"{logLevel} {category} {eventId.Id} {formatter(state, exception)} {Describe(state)} {exception} {string.Join(' ', scopes)}");
        }
    }
}
