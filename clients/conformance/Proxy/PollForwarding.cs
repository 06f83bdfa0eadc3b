namespace ChatHub.Conformance.Proxy;

/// <summary>The requests of a hub connection that has no socket: frames that the client posts, and polls. What the proxy says by itself goes with the answer to the poll that comes next.</summary>
internal static class PollForwarding
{
    /// <summary>The frames of a request, as far as they pass.</summary>
    public static Task<byte[]> UpAsync(Link link, byte[] body) => GatherAsync(link.Conversation.UpAsync(body));

    /// <summary>What a poll brings, as far as it passes.</summary>
    public static async Task<byte[]> DownAsync(Link link, byte[] body)
    {
        var before = link.TakeUnsent();
        var passed = await GatherAsync(link.Conversation.DownAsync(body));
        return [.. before, .. passed, .. link.TakeUnsent()];
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
