using ChatHub.Api.Realtime;
using ChatHub.Domain.Limits;
using ChatHub.Tests.Support;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace ChatHub.Tests.Realtime;

/// <summary>How much waits for a connection that does not take what is written to it.</summary>
public sealed class OutboxTests : IOutboxTarget
{
    private const int Kilobyte = 1024;

    private readonly TaskCompletionSource _socket = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<IReadOnlyList<SerializedHubMessage>> _writes = [];
    private int _overflows;
    private int _failures;
    private int _written;
    private int _measured;

    [Theory]
    [InlineData(10, 0, 10)]
    [InlineData(0, 10, 11)]
    [InlineData(5, 10, 5)]
    [InlineData(20, 10, 11)]
    public void MoreThanEitherBoundDropsAllThatWaitsAndSaysSoOnce(int events, int kilobytes, int fits)
    {
        var outbox = NewStuckOutbox(events, kilobytes);

        for (var number = 0; number < fits; number++)
            outbox.Post(NewMessage(), stale: null, events: 1);
        outbox.IsClosed.Should().BeFalse();
        outbox.Post(NewMessage(), stale: null, events: 1);
        outbox.Post(NewMessage(), stale: null, events: 1);

        outbox.IsClosed.Should().BeTrue();
        _overflows.Should().Be(1);
    }

    [Fact]
    public async Task WhatIsWrittenMakesRoomAgainAndWhoKeepsUpIsNotMeasured()
    {
        var outbox = NewOutbox(events: 10, kilobytes: 10);
        _socket.SetResult();

        for (var number = 0; number < 100; number++)
        {
            outbox.Post(NewMessage(), stale: null, events: 1);
            (await outbox.PostAsync(message: null, stale: null)).Should().BeTrue();
        }

        (_written, _overflows, _measured).Should().Be((100, 0, 0));
    }

    [Fact]
    public async Task HintsCountToo()
    {
        var outbox = NewStuckOutbox(events: 0, kilobytes: 10);
        for (var number = 0; number < 20; number++)
            outbox.PostHint(NewMessage(), stale: null);
        _overflows.Should().Be(0, "a hint is never what makes a reader too slow");

        outbox.Post(NewMessage(), stale: null, events: 1);

        _overflows.Should().Be(1);
        (await outbox.PostAsync(NewMessage(), stale: null)).Should().BeFalse();
    }

    [Fact]
    public async Task WhatIsPostedWhileItIsWrittenByTheCallerFollowsInItsOrder()
    {
        var outbox = NewOutbox(events: 0, kilobytes: 0);
        var messages = Enumerable.Range(0, 4).Select(_ => NewMessage()).ToList();
        outbox.Enqueue(messages[0], stale: null, events: 1).Should().BeTrue("nobody writes yet");
        outbox.Enqueue(messages[1], stale: null, events: 1).Should().BeFalse("one call writes both");
        outbox.Post(messages[2], stale: null, events: 1);

        outbox.Write();

        _writes.Should().ContainSingle("the connection takes no more");
        var last = outbox.PostAsync(messages[3], stale: null);
        _socket.SetResult();
        (await last).Should().BeTrue();
        _writes.SelectMany(write => write).Should().Equal(messages);
    }

    [Fact]
    public async Task WhatWaitsGoesOutTogetherAsFarAsItIsLittle()
    {
        var outbox = NewStuckOutbox(events: 0, kilobytes: 0);
        var messages = Enumerable.Range(0, 40).Select(_ => NewMessage()).ToList();
        foreach (var message in messages)
            outbox.Post(message, stale: null, events: 1);
        var mark = outbox.PostAsync(message: null, stale: null);

        _socket.SetResult();

        (await mark).Should().BeTrue();
        _writes.Skip(1).SelectMany(write => write).Should().Equal(messages);
        _writes.Select(write => write.Count).Should().Equal(1, 32, 8);
    }

    [Fact]
    public async Task AChunkOfCatchUpGoesOutAlone()
    {
        var outbox = NewStuckOutbox(events: 0, kilobytes: 0);
        var messages = Enumerable.Range(0, 3).Select(_ => NewMessage()).ToList();
        outbox.Post(messages[0], stale: null, events: 1);
        var chunk = outbox.PostAsync(messages[1], stale: null);
        outbox.Post(messages[2], stale: null, events: 1);
        var mark = outbox.PostAsync(message: null, stale: null);

        _socket.SetResult();

        (await Task.WhenAll(chunk, mark)).Should().Equal(true, true);
        _writes.Skip(1).Select(write => write.Single()).Should().Equal(messages);
    }

    [Fact]
    public void WhatGoesAlongFitsWhereThePushBeforeItDid()
    {
        var outbox = NewOutbox(events: 10, kilobytes: 1);

        outbox.Enqueue(NewMessage(), stale: null, events: 10).Should().BeTrue();
        outbox.EnqueueAlong(NewMessage(), stale: null, events: 10);
        outbox.EnqueueAlong(NewMessage(), stale: null, events: 10);
        (_overflows, _measured).Should().Be((0, 0));

        outbox.Enqueue(NewMessage(), stale: null, events: 1);
        _overflows.Should().Be(1);
    }

    [Fact]
    public void WhatGoesAlongWithAPushThatWaitsCountsToo()
    {
        var outbox = NewStuckOutbox(events: 10, kilobytes: 0);
        outbox.Enqueue(NewMessage(), stale: null, events: 5);
        outbox.Enqueue(NewMessage(), stale: null, events: 5);

        outbox.EnqueueAlong(NewMessage(), stale: null, events: 1);

        _overflows.Should().Be(1);
    }

    [Fact]
    public async Task WhatHasBecomePointlessIsLeftOutOfWhatGoesOutTogether()
    {
        var outbox = NewStuckOutbox(events: 0, kilobytes: 0);
        var due = new[] { NewMessage(), NewMessage() };
        outbox.Post(due[0], stale: null, events: 1);
        outbox.Post(NewMessage(), new Gone(), events: 1);
        outbox.Post(due[1], stale: null, events: 1);
        var mark = outbox.PostAsync(message: null, stale: null);

        _socket.SetResult();

        (await mark).Should().BeTrue();
        _writes[1].Should().Equal(due);
    }

    [Fact]
    public async Task AWriteThatFailsEndsTheWritingIsSaidOnceAndNobodyWaitsForEver()
    {
        var outbox = NewStuckOutbox(events: 0, kilobytes: 0);
        var waiting = outbox.PostAsync(NewMessage(), stale: null);

        _socket.SetException(new IOException("gone"));

        (await waiting).Should().BeFalse();
        await Eventually.TrueAsync(() => _failures == 1, "it was said");
        outbox.IsClosed.Should().BeTrue();
        outbox.Post(NewMessage(), stale: null, events: 1);
        (await outbox.PostAsync(NewMessage(), stale: null)).Should().BeFalse();
        (_writes.Count, _failures).Should().Be((1, 1));
    }

    [Fact]
    public async Task ClosingLetsGoOfWhatWaits()
    {
        var outbox = NewOutbox(events: 0, kilobytes: 0);
        outbox.Enqueue(NewMessage(), stale: null, events: 1).Should().BeTrue();
        var waiting = outbox.PostAsync(NewMessage(), stale: null);

        outbox.Close().Should().BeTrue();
        outbox.Write();

        (await waiting).Should().BeFalse();
        _writes.Should().BeEmpty();
        outbox.Close().Should().BeFalse();
    }

    private static SerializedHubMessage NewMessage() => new(new InvocationMessage("RoomEvents", []));

    /// <summary>One that writes its first message for as long as the test likes.</summary>
    private Outbox NewStuckOutbox(int events, int kilobytes)
    {
        var outbox = NewOutbox(events, kilobytes);
        outbox.Enqueue(NewMessage(), stale: null, events: 1).Should().BeTrue();
        outbox.Write();
        _writes.Should().ContainSingle();
        return outbox;
    }

    private Outbox NewOutbox(int events, int kilobytes) => new(this, new LimitOptions { OutboundQueue = events, OutboundKilobytes = kilobytes });

    ValueTask IOutboxTarget.WriteAsync(SerializedHubMessage push) => WriteAsync([push]);

    ValueTask IOutboxTarget.WriteAsync(IEnumerable<SerializedHubMessage> pushes) => WriteAsync(pushes.ToList());

    int IOutboxTarget.SizeOf(SerializedHubMessage push)
    {
        _measured++;
        return Kilobyte;
    }

    void IOutboxTarget.Overflow() => _overflows++;

    void IOutboxTarget.Fail(Exception cause) => _failures++;

    private async ValueTask WriteAsync(List<SerializedHubMessage> pushes)
    {
        _writes.Add(pushes);
        await _socket.Task;
        _written += pushes.Count;
    }

    private sealed class Gone : IStale
    {
        public bool IsStale => true;
    }
}
