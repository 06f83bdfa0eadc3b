using ChatHub.Api.Realtime;
using ChatHub.Domain.Log;
using ChatHub.Domain.Messages;
using ChatHub.Domain.Rooms;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Realtime;

/// <summary>Catching up step by step, with a log and a reader that the test holds in its hands.</summary>
public sealed class CatchUpTests : IDisposable
{
    private const int Head = 5000;

    private static readonly Room Room
        = new(1, "room", RoomKind.Room, new RoomSettings("room", "", RoomVisibility.Public), DateTimeOffset.UnixEpoch) { Head = Head };

    private readonly CountingLog _log = new();
    private readonly PlayedFeeds _played;
    private readonly PipeConnection _client = new(7);

    public CatchUpTests() => _played = new PlayedFeeds(_log);

    [Fact]
    public async Task AClientFarBehindHoldsOneChunkInTheServerHoweverSlowlyItReads()
    {
        await _played.GoOnAsync(_played.Feeds.Follow(_client.Client, Room), from: 1, Head);

        for (var chunk = 1; chunk <= Head / RoomFeed.BatchLimit; chunk++)
        {
            await Eventually.TrueAsync(() => Count(_client.Read()) >= chunk * RoomFeed.BatchLimit, $"chunk {chunk} came");
            // One is on its way to the socket, the next may have been read while this one was written.
            _log.Reads.Should().BeLessThanOrEqualTo((Count(_client.Read()) / RoomFeed.BatchLimit) + 2);
        }

        Count(_client.Read()).Should().Be(Head);
    }

    [Fact]
    public async Task AClientFarBehindInManyRoomsHoldsOneChunkInTheServerForAllOfThem()
    {
        const int rooms = 8;
        const int behind = 500;
        for (var id = 1; id <= rooms; id++)
            await _played.GoOnAsync(_played.Feeds.Follow(_client.Client, Room with { Id = id, Name = $"room{id}", Head = behind }), from: 1, behind);

        for (var chunk = 1; chunk <= rooms * behind / RoomFeed.BatchLimit; chunk++)
        {
            await Eventually.TrueAsync(() => Count(_client.Read()) >= chunk * RoomFeed.BatchLimit, $"chunk {chunk} came");
            _log.Reads.Should().BeLessThanOrEqualTo((Count(_client.Read()) / RoomFeed.BatchLimit) + 2);
        }

        Count(_client.Read()).Should().Be(rooms * behind);
    }

    [Fact]
    public async Task AChunkOfLongMessagesIsBoundedInBytes()
    {
        _log.Text = string.Concat(Enumerable.Repeat("😀", 4000));
        await _played.GoOnAsync(_played.Feeds.Follow(_client.Client, Room), from: Head - 99, Head);

        await Eventually.TrueAsync(() => _client.Read().Contains($"\"seq\":{Head},", StringComparison.Ordinal), "it came to the head");

        Count(_client.Read()).Should().Be(100);
        // The test's protocol escapes an emoji into twelve bytes, which the server's writes in four.
        _client.Read().Split('\u001e').Should().OnlyContain(frame => frame.Length <= (3 * Chunk.TextBytes) + (8 * 1024));
    }

    [Fact]
    public async Task WhatRetentionRemovesWhileAClientCatchesUpIsToldAndNeverSilentlySkipped()
    {
        await _played.GoOnAsync(_played.Feeds.Follow(_client.Client, Room), from: 1, Head);
        await Eventually.TrueAsync(() => _log.Reads > 0, "it began");
        _log.Floor = 3000;

        await Eventually.TrueAsync(() => _client.Read().Contains($"\"seq\":{Head},", StringComparison.Ordinal), "it came to the head");

        var text = _client.Read();
        text.Should().Contain("\"from\":3001").And.Contain("\"reset\":{\"reason\":\"retention\"}").And.NotContain("\"seq\":3000,");
        Count(text).Should().BeLessThan(Head);
    }

    public void Dispose() => _played.Dispose();

    private static int Count(string text) => text.Split("\"type\":\"message.posted\"").Length - 1;

    /// <summary>A log of messages of a kilobyte, so that a chunk is more than a pipe takes before it is read.</summary>
    private sealed class CountingLog : IRoomLog
    {
        private int _reads;
        private long _floor;

        public string Epoch => "epoch";

        public bool IsBusy => false;

        public string Text { get; set; } = new('x', 1000);

        public int Reads => Volatile.Read(ref _reads);

        public long Floor
        {
            set => Volatile.Write(ref _floor, value);
        }

        public Task<TResult> AppendAsync<TResult>(RoomChange<TResult> change) => throw new NotSupportedException();

        public Task<IReadOnlyList<RoomEvent>> ReadAsync(Room room, long after, long upTo, int limit, CancellationToken cancel)
        {
            Interlocked.Increment(ref _reads);
            var first = Math.Max(after, Volatile.Read(ref _floor)) + 1;
            return Task.FromResult<IReadOnlyList<RoomEvent>>(
                Enumerable.Range(0, (int)Math.Min(limit, upTo - first + 1)).Select(step => Event(first + step)).ToList());
        }

        private RoomEvent Event(long seq) => new(Room.Id, Room.Name, seq, RoomEventType.MessagePosted, DateTimeOffset.UnixEpoch, "ana")
        {
            Message = new Message(seq, 7, "ana", Text, Language: null, DateTimeOffset.UnixEpoch, Revision: 1),
        };
    }
}
