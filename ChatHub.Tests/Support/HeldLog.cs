using ChatHub.Domain.Log;
using ChatHub.Domain.Rooms;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChatHub.Tests.Support;

/// <summary>
/// A server's own log, behind which a test can hold back the feeds: reading waits while it is held, and nobody is told of what is committed.
/// </summary>
public sealed class HeldLog : IRoomEventBus
{
    private TaskCompletionSource _open = Opened();

    public void Hold() => _open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release() => _open.SetResult();

    /// <summary>Puts it in the place of the server's bus and around its log.</summary>
    public void Replace(IServiceCollection services)
    {
        var log = services.Single(service => service.ServiceType == typeof(IRoomLog)).ImplementationType!;
        services.Replace(ServiceDescriptor.Singleton<IRoomEventBus>(this));
        services.Replace(ServiceDescriptor.Singleton<IRoomLog>(provider => new Log(this, (IRoomLog)ActivatorUtilities.CreateInstance(provider, log))));
    }

    public void Publish(IReadOnlyList<RoomEvent> events)
    {
    }

    public IDisposable Subscribe(Action<IReadOnlyList<RoomEvent>> listener) => new MemoryStream();

    private static TaskCompletionSource Opened()
    {
        var open = new TaskCompletionSource();
        open.SetResult();
        return open;
    }

    private sealed class Log(HeldLog held, IRoomLog log) : IRoomLog
    {
        public string Epoch => log.Epoch;

        public bool IsBusy => log.IsBusy;

        public Task<TResult> AppendAsync<TResult>(RoomChange<TResult> change) => log.AppendAsync(change);

        public async Task<IReadOnlyList<RoomEvent>> ReadAsync(Room room, long after, long upTo, int limit, CancellationToken cancel)
        {
            await held._open.Task.WaitAsync(cancel);
            return await log.ReadAsync(room, after, upTo, limit, cancel);
        }
    }
}
