using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace ChatHub.Client;

/// <summary>Everybody who enumerates events. Any number may call it at once; each sees all events from its beginning on, in order.</summary>
internal sealed class EventStreams
{
    /// <summary>Who is further behind than this is told so, by an exception at the end of what was held.</summary>
    private const int Most = 10_000;

    private readonly Lock _lock = new();
    private readonly List<Channel<ChatEvent>> _readers = [];
    private bool _isEnded;

    public void Tell(ChatEvent happened)
    {
        lock (_lock)
        {
            for (var index = _readers.Count - 1; index >= 0; index--)
            {
                if (!_readers[index].Writer.TryWrite(happened))
                {
                    _readers[index].Writer.TryComplete(new InvalidOperationException($"The events were read too slowly: {Most} waited."));
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
            foreach (var reader in _readers)
                reader.Writer.TryComplete();
            _readers.Clear();
        }
    }

    public async IAsyncEnumerable<ChatEvent> ReadAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        var reader = Channel.CreateBounded<ChatEvent>(new BoundedChannelOptions(Most) { SingleReader = true });
        lock (_lock)
        {
            if (_isEnded)
                yield break;
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
}
