using System.Diagnostics.Metrics;
using ChatHub.Domain.Limits;

namespace ChatHub.Api.Limits;

/// <summary>
/// Names the limits that Kestrel holds. It has no other way to tell than the <c>error.type</c> of its metric
/// <a href="https://learn.microsoft.com/aspnet/core/log-mon/metrics/built-in#metric-kestrelconnectionduration">kestrel.connection.duration</a>. Any thread may measure.
/// </summary>
internal sealed class KestrelRefusals(IMeterFactory meters, ILimitLog log) : IHostedService, IDisposable
{
    private static readonly Dictionary<string, string> Limits = new(StringComparer.Ordinal)
    {
        ["request_headers_timeout"] = nameof(LimitOptions.RequestHeadersSeconds),
        ["min_request_body_data_rate"] = nameof(LimitOptions.RequestBytesPerSecond),
        ["min_response_data_rate"] = nameof(LimitOptions.ResponseBytesPerSecond),
    };

    private readonly MeterListener _listener = new();

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "kestrel.connection.duration" && ReferenceEquals(instrument.Meter.Scope, meters))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>((_, _, tags, _) => TakeNote(tags));
        _listener.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _listener.Dispose();

    private void TakeNote(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var (name, value) in tags)
        {
            if (name == "error.type" && value is string reason && Limits.TryGetValue(reason, out var limit))
                log.Refused(limit);
        }
    }
}
