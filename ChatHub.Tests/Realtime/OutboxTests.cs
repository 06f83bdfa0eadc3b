using ChatHub.Api.Realtime;
using ChatHub.Domain.Limits;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace ChatHub.Tests.Realtime;

/// <summary>How much waits for a connection that does not take what is written to it.</summary>
public sealed class OutboxTests
{
    private const int Kilobyte = 1024;

    private readonly TaskCompletionSource _socket = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _overflows;
    private int _written;
    private int _measured;

    [Theory]
    [InlineData(10, 0, 10)]
    [InlineData(0, 10, 11)]
    [InlineData(5, 10, 5)]
    [InlineData(20, 10, 11)]
    public void MoreThanEitherBoundDropsAllThatWaitsAndSaysSoOnce(int events, int kilobytes, int fits)
    {
        var outbox = NewOutbox(events, kilobytes);

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
        var running = outbox.RunAsync();

        for (var number = 0; number < 100; number++)
        {
            outbox.Post(NewMessage(), stale: null, events: 1);
            (await outbox.PostAsync(message: null, stale: null)).Should().BeTrue();
        }

        outbox.Close();
        await running;
        (_written, _overflows, _measured).Should().Be((100, 0, 0));
    }

    [Fact]
    public async Task HintsCountToo()
    {
        var outbox = NewOutbox(events: 0, kilobytes: 10);
        for (var number = 0; number < 20; number++)
            outbox.PostHint(NewMessage(), stale: null);
        _overflows.Should().Be(0, "a hint is never what makes a reader too slow");

        outbox.Post(NewMessage(), stale: null, events: 1);

        _overflows.Should().Be(1);
        (await outbox.PostAsync(NewMessage(), stale: null)).Should().BeFalse();
    }

    private static SerializedHubMessage NewMessage() => new(new InvocationMessage("RoomEvents", []));

    private Outbox NewOutbox(int events, int kilobytes) => new(
        async _ =>
        {
            await _socket.Task;
            _written++;
        },
        _ =>
        {
            _measured++;
            return Kilobyte;
        },
        new LimitOptions { OutboundQueue = events, OutboundKilobytes = kilobytes },
        () => _overflows++);
}
