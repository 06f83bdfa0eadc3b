using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace ChatHub.Client;

public sealed partial class ChatRoom
{
    private readonly List<Channel<bool>> _watchers = [];

    /// <summary><see cref="Messages"/> of now, and of each later time; who reads slowly gets the latest only. It goes on until it is cancelled, or the client has ended.</summary>
    /// <param name="cancel">Ends it.</param>
    public async IAsyncEnumerable<IReadOnlyList<ChatMessage>> WatchAsync([EnumeratorCancellation] CancellationToken cancel = default)
    {
        var watcher = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        watcher.Writer.TryWrite(true);
        lock (_lock)
        {
            _watchers.Add(watcher);
            // Whoever ends the client tells those that watch by then.
            if (_core.Connection.State == ChatConnectionState.Ended)
                watcher.Writer.TryComplete();
        }

        try
        {
            await foreach (var _ in watcher.Reader.ReadAllAsync(cancel).ConfigureAwait(false))
                yield return Messages;
        }
        finally
        {
            lock (_lock)
                _watchers.Remove(watcher);
        }
    }
}
