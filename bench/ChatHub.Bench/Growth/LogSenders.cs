using System.Diagnostics;
using ChatHub.Domain.Accounts;
using ChatHub.Domain.Messages;

namespace ChatHub.Bench.Growth;

/// <summary>Some who send into a room that nobody follows, each waiting for the receipt before sending again.</summary>
/// <param name="server">Whose log it is.</param>
/// <param name="senders">Members of the room.</param>
/// <param name="room">Where to.</param>
internal sealed class LogSenders(BenchServer server, IReadOnlyList<Caller> senders, string room)
{
    public const int Count = 16;

    private static readonly string Text = new('x', 100);

    /// <returns>Sends per second.</returns>
    /// <exception cref="InvalidOperationException">The room's log has not grown by exactly these messages.</exception>
    public async Task<double> RunAsync(TimeSpan duration)
    {
        var (head, clock) = (await ReadHeadAsync(), Stopwatch.StartNew());
        var receipts = await Task.WhenAll(senders.Select(sender => Task.Run(async () =>
        {
            var own = new List<long>();
            while (clock.Elapsed < duration)
                own.Add((await server.Messages.SendAsync(sender, new NewMessage(room, Text, Guid.CreateVersion7().ToString(), null, null))).Id);
            return own;
        })));
        var seconds = clock.Elapsed.TotalSeconds;
        var ids = receipts.SelectMany(own => own).Order().ToList();
        var isRight = ids.Index().All(entry => entry.Item == head + 1 + entry.Index) && await ReadHeadAsync() == head + ids.Count;
        return isRight ? ids.Count / seconds : throw new InvalidOperationException($"After {ids.Count} messages the log of {room} is not where it should be.");
    }

    private async Task<long> ReadHeadAsync() => (await server.Rooms.GetAsync(senders[0], room, CancellationToken.None)).Room.Head;
}
