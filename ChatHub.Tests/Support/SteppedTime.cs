using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChatHub.Tests.Support;

/// <summary>A monotonic clock that goes on only when told to; the wall clock and timers stay real.</summary>
public sealed class SteppedTime : TimeProvider
{
    private long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    public void Step(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);

    /// <summary>Puts it in the place of a server's clock.</summary>
    public void Replace(IServiceCollection services) => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(this));
}
