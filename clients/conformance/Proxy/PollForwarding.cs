using System.Collections.Concurrent;

namespace ChatHub.Conformance.Proxy;

/// <summary>The requests of a hub connection that has no socket: frames that the client posts, and polls. What the proxy says by itself goes with the answer to the poll that comes next.</summary>
internal sealed class PollForwarding(Link link)
{
    private readonly ConcurrentQueue<byte[]> _said = new();

    /// <summary>The frames of a request, as far as they pass.</summary>
    public Task<byte[]> UpAsync(byte[] body) => GatherAsync(link.Conversation.UpAsync(body));

    /// <summary>What a poll brings, as far as it passes.</summary>
    public async Task<byte[]> DownAsync(byte[] body)
    {
        link.WriteToClient = record =>
        {
            _said.Enqueue(record);
            return Task.CompletedTask;
        };
        var passed = await GatherAsync(link.Conversation.DownAsync(body));
        var said = new List<byte>();
        while (_said.TryDequeue(out var record))
            said.AddRange(record);
        return [.. said, .. passed];
    }

    private static async Task<byte[]> GatherAsync(IAsyncEnumerable<byte[]> pieces)
    {
        var all = new List<byte>();
        try
        {
            await foreach (var piece in pieces)
                all.AddRange(piece);
            return [.. all];
        }
        catch (CutException cut)
        {
            throw new CutException([.. all, .. cut.Half]);
        }
    }
}
