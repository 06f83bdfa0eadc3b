using System.Threading.Channels;

namespace ChatHub.Client;

/// <summary>Keeps what rooms show in the storage, a moment after it changed and at the end. Any number may call it at once.</summary>
internal sealed class RoomKeeper : IAsyncDisposable
{
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(500);

    private readonly IChatStorage _storage;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly HashSet<ChatRoom> _changed = [];
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CancellationTokenSource _hurry = new();
    private readonly Task _running;

    public RoomKeeper(IChatStorage storage, TimeProvider time)
    {
        (_storage, _time) = (storage, time);
        _running = Task.Run(RunAsync);
    }

    public void Mark(ChatRoom room)
    {
        lock (_lock)
            _changed.Add(room);
        _wake.Writer.TryWrite(true);
    }

    public async ValueTask DisposeAsync()
    {
        _wake.Writer.TryComplete();
        await _hurry.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        _hurry.Dispose();
    }

    private async Task RunAsync()
    {
        while (await _wake.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            _wake.Reader.TryRead(out _);
            await Task.Delay(Gathering, _time, _hurry.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await SaveAsync().ConfigureAwait(false);
        }

        await SaveAsync().ConfigureAwait(false);
    }

    private async Task SaveAsync()
    {
        List<ChatRoom> changed;
        lock (_lock)
        {
            changed = [.. _changed];
            _changed.Clear();
        }

        foreach (var room in changed)
        {
            try
            {
                if (room.Save() is { } saved)
                    await _storage.WriteAsync(SavedRoom.Prefix + room.Name, ClientJson.Write(saved)).ConfigureAwait(false);
                else
                    await _storage.DeleteAsync(SavedRoom.Prefix + room.Name).ConfigureAwait(false);
            }
            catch (Exception)
            {
                // The storage of an app's own, or a disk: the room begins further back after a restart, which costs only time.
            }
        }
    }
}
