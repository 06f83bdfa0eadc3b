using System.Collections.Concurrent;
using ChatHub.Domain.Limits;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChatHub.Tests.Limits;

/// <summary>Which limits have bitten, each time.</summary>
internal sealed class RecordedLimits : ILimitLog
{
    public ConcurrentQueue<string> Refusals { get; } = new();

    public void Refused(string limit) => Refusals.Enqueue(limit);

    /// <summary>Puts it in the place of a server's log.</summary>
    public void Replace(IServiceCollection services) => services.Replace(ServiceDescriptor.Singleton<ILimitLog>(this));
}
