using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace ChatHub.Client;

/// <summary>Everybody who enumerates events. Any number may call it at once; each sees all events from its beginning on, in order.</summary>
internal sealed class EventStreams(TimeProvider time)
{
    /// <summary>Who is further behind than this is told so, by an exception at the end of what was held. A room alone may bring 10,000 that were missed.</summary>
    private const int Most = 100_000;

    private static readonly TimeSpan HoldsFor = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly List<Channel<ChatEvent>> _readers = [];
    private Channel<ChatEvent>? _held;
    private ITimer? _letsGo;
    private bool _isEnded;

    /// <summary>From now on what happens in rooms is kept for the first reader: what was missed comes before anybody can read. Nobody may ever read, so it is let go after a while.</summary>
    public void Hold()
    {
        lock (_lock)
        {
            _held = NewReader();
            _letsGo = time.CreateTimer(_ => LetGo(), state: null, HoldsFor, Timeout.InfiniteTimeSpan);
        }
    }

    public void Tell(ChatEvent happened)
    {
        lock (_lock)
        {
            if (happened is RoomEventReceived or RoomReset or RoomClosed && _held is { } held && !held.Writer.TryWrite(happened))
                held.Writer.TryComplete(TooSlow());
            for (var index = _readers.Count - 1; index >= 0; index--)
            {
                if (!_readers[index].Writer.TryWrite(happened))
                {
                    _readers[index].Writer.TryComplete(TooSlow());
                    _readers.RemoveAt(index);
                }
            }
        }
    }

    public void End()
    {
        lock (_lock)
        {
            _isEnded = true;
            LetGo();
            foreach (var reader in _readers)
                reader.Writer.TryComplete();
            _readers.Clear();
        }
    }

    public async IAsyncEnumerable<ChatEvent> ReadAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        Channel<ChatEvent> reader;
        lock (_lock)
        {
            if (_isEnded)
                yield break;
            reader = _held ?? NewReader();
            LetGo();
            _readers.Add(reader);
        }

        try
        {
            await foreach (var happened in reader.Reader.ReadAllAsync(cancel).ConfigureAwait(false))
                yield return happened;
        }
        finally
        {
            lock (_lock)
                _readers.Remove(reader);
        }
    }

    private void LetGo()
    {
        lock (_lock)
        {
            _held = null;
            _letsGo?.Dispose();
            _letsGo = null;
        }
    }

    private static InvalidOperationException TooSlow() => new($"The events were read too slowly: {Most} waited.");

    private static Channel<ChatEvent> NewReader() => Channel.CreateBounded<ChatEvent>(new BoundedChannelOptions(Most) { SingleReader = true });
}
