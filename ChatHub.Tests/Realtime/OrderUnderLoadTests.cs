using System.Globalization;
using System.Text.Json;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Realtime;

/// <summary>Every client sees every event once and in order, whoever joins, drops, comes back or sends meanwhile.</summary>
public sealed class OrderUnderLoadTests(ChatServer server) : IClassFixture<ChatServer>
{
    private const int Readers = 20;
    private const int Senders = 5;
    private const int MessagesEach = 400;
    private const int InFlight = 8;

    [Fact]
    public async Task TwentyReadersThatComeAndGoMissNothingWhileFiveOthersSend()
    {
        var readers = new List<ComeAndGoReader>();
        for (var number = 0; number < Readers; number++)
            readers.Add(new ComeAndGoReader(server, await server.NewUserAsync(), number % 2 == 0 ? WireProtocol.Json : WireProtocol.MessagePack));
        using var sending = new CancellationTokenSource();
        var reading = readers.Select(reader => Task.Run(() => reader.RunAsync("general", sending.Token))).ToList();
        // The first connection of each is there before the first message.
        await Eventually.TrueAsync(() => readers.TrueForAll(reader => reader.Connections > 0), "every reader has joined");

        var sent = await Task.WhenAll(Enumerable.Range(0, Senders).Select(number => Task.Run(() => SendAllAsync(number))));
        await sending.CancelAsync();
        await Task.WhenAll(reading);

        var head = await HeadAsync();
        foreach (var reader in readers)
            await reader.CatchUpAsync("general", head);
        readers.Should().AllSatisfy(reader => reader.Seqs.Should().Equal(LongRange(reader.Seqs[0], head)));
        readers.Should().AllSatisfy(reader => reader.Seqs[0].Should().BeLessThanOrEqualTo(sent.Min(ids => ids[0])));
        readers.Sum(reader => reader.Connections).Should().BeGreaterThan(2 * Readers, "they came back in the middle");
        sent.Should().AllSatisfy(ids => ids.Should().BeInAscendingOrder("a sender's messages keep their order"));
        sent.SelectMany(ids => ids).Should().OnlyHaveUniqueItems().And.HaveCount(Senders * MessagesEach);
    }

    /// <returns>The ids in the order in which the messages were sent.</returns>
    private async Task<IReadOnlyList<long>> SendAllAsync(int number)
    {
        await using var client = await server.ConnectAsync(await server.NewUserAsync(), number % 2 == 0 ? WireProtocol.Json : WireProtocol.MessagePack);
        await client.JoinAsync("general", backlog: 0);
        using var window = new SemaphoreSlim(InFlight);
        var receipts = new List<Task<JsonElement>>();
        for (var message = 0; message < MessagesEach; message++)
        {
            await window.WaitAsync();
            var receipt = client.SendAsync("general", $"{number}:{message}", message.ToString(CultureInfo.InvariantCulture));
            receipts.Add(receipt);
            _ = receipt.ContinueWith(_ => window.Release(), TaskScheduler.Default);
        }

        return (await Task.WhenAll(receipts)).Select(receipt => receipt.GetProperty("id").GetInt64()).ToList();
    }

    private async Task<long> HeadAsync()
    {
        var user = await server.NewUserAsync();
        var room = JsonDocument.Parse(await user.Http.GetStringAsync("/rooms/general")).RootElement;
        return room.GetProperty("head").GetInt64();
    }

    private static IEnumerable<long> LongRange(long from, long to)
    {
        for (var seq = from; seq <= to; seq++)
            yield return seq;
    }

    /// <summary>Follows a room over one connection after the other, each from the cursor of the one before.</summary>
    private sealed class ComeAndGoReader(ChatServer server, TestUser user, WireProtocol protocol)
    {
        private const int EventsBeforeLeaving = 150;

        private string? _epoch;
        private int _connections;

        public List<long> Seqs { get; } = [];

        public int Connections => Volatile.Read(ref _connections);

        /// <summary>Comes and goes until there is nothing more to come back for.</summary>
        public async Task RunAsync(string room, CancellationToken stop)
        {
            while (!stop.IsCancellationRequested)
            {
                var before = Seqs.Count;
                await FollowAsync(room, seen => stop.IsCancellationRequested || seen - before > EventsBeforeLeaving);
            }
        }

        public async Task CatchUpAsync(string room, long head)
        {
            if (Seqs.Count == 0 || Seqs[^1] < head)
                await FollowAsync(room, _ => Seqs.Count > 0 && Seqs[^1] >= head);
        }

        private async Task FollowAsync(string room, Func<int, bool> isEnough)
        {
            await using var client = await server.ConnectAsync(user, protocol);
            var sync = await client.JoinAsync(room, _epoch is null ? null : new { epoch = _epoch, seq = Seqs[^1] }, backlog: 10);
            sync.GetProperty("reset").ValueKind.Should().Be(JsonValueKind.Null);
            _epoch = sync.GetProperty("epoch").GetString();
            Interlocked.Increment(ref _connections);
            await Eventually.TrueAsync(
                () =>
                {
                    while (client.Events.TryDequeue(out var entry))
                        Seqs.Add(entry.GetProperty("seq").GetInt64());
                    return isEnough(Seqs.Count) && Seqs.Count > 0;
                },
                "enough events came");
        }
    }
}
