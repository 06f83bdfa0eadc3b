using ChatHub.Domain.Errors;
using ChatHub.Domain.Log;
using ChatHub.Domain.Rooms;
using CsCheck;

namespace ChatHub.Tests.Log;

public sealed class ResumePointTests
{
    private const string Epoch = "now";

    [Theory]
    [InlineData(0, null, 1)]
    [InlineData(0, 200, 1)]
    [InlineData(1, null, 1)]
    [InlineData(50, null, 1)]
    [InlineData(51, null, 2)]
    [InlineData(1000, null, 951)]
    [InlineData(1000, 0, 1001)]
    [InlineData(1000, 1, 1000)]
    [InlineData(1000, 50, 951)]
    [InlineData(1000, 200, 801)]
    [InlineData(199, 200, 1)]
    [InlineData(201, 200, 2)]
    public void WithoutACursorTheBacklogComes(long head, int? backlog, long from)
        => ResumePoint.Find(after: null, backlog, Epoch, RoomAt(head)).Should().Be(new ResumePoint(from, Reset: null));

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(0, 5, 1)]
    [InlineData(5, 5, 6)]
    [InlineData(4, 5, 5)]
    [InlineData(0, 10_000, 1)]
    [InlineData(7, 10_007, 8)]
    public void AGoodCursorGoesOnAfterItsEventWhateverTheBacklog(long seq, long head, long from)
    {
        foreach (var backlog in new int?[] { null, 0, 200 })
            ResumePoint.Find(new Cursor(Epoch, seq), backlog, Epoch, RoomAt(head)).Should().Be(new ResumePoint(from, Reset: null));
    }

    [Theory]
    [InlineData("before", 5, 10, null, 1, ResetReason.EpochChanged)]
    [InlineData("NOW", 5, 1000, 200, 801, ResetReason.EpochChanged)]
    [InlineData("before", 2000, 1000, 0, 1001, ResetReason.EpochChanged)]
    [InlineData(Epoch, 1, 0, null, 1, ResetReason.CursorAhead)]
    [InlineData(Epoch, 1001, 1000, null, 951, ResetReason.CursorAhead)]
    [InlineData(Epoch, long.MaxValue, 1000, 0, 1001, ResetReason.CursorAhead)]
    [InlineData(Epoch, 0, 10_001, null, 9952, ResetReason.TooFarBehind)]
    [InlineData(Epoch, 6, 10_007, 200, 9808, ResetReason.TooFarBehind)]
    public void ACursorThatCannotBeServedSaysWhyAndTheBacklogComes(string epoch, long seq, long head, int? backlog, long from, ResetReason reset)
        => ResumePoint.Find(new Cursor(epoch, seq), backlog, Epoch, RoomAt(head)).Should().Be(new ResumePoint(from, reset));

    [Theory]
    [InlineData(0, null, 951, ResetReason.Retention)]
    [InlineData(399, 0, 1001, ResetReason.Retention)]
    [InlineData(399, 200, 801, ResetReason.Retention)]
    [InlineData(400, null, 401, null)]
    [InlineData(401, null, 402, null)]
    public void ACursorBeforeWhatRetentionHasRemovedIsReset(long seq, int? backlog, long from, ResetReason? reset)
        => ResumePoint.Find(new Cursor(Epoch, seq), backlog, Epoch, RoomAt(1000, floor: 400)).Should().Be(new ResumePoint(from, reset));

    [Theory]
    [InlineData(990, 991)]
    [InlineData(1000, 1001)]
    public void TheBacklogDoesNotReachBeforeWhatIsKept(long floor, long from)
        => ResumePoint.Find(after: null, backlog: 50, Epoch, RoomAt(1000, floor)).Should().Be(new ResumePoint(from, Reset: null));

    [Theory]
    [InlineData(-1)]
    [InlineData(201)]
    [InlineData(int.MinValue)]
    public void ABacklogOutsideItsRangeIsRefusedNotClamped(int backlog)
        => Refused(after: null, backlog).Should().ContainKey("backlog");

    [Theory]
    [InlineData(null, 0, null, null, "after")]
    [InlineData("", 0, null, null, "after")]
    [InlineData(Epoch, -1, null, null, "after")]
    [InlineData(Epoch, 0, null, 0, "after.translations")]
    [InlineData(Epoch, 0, "", 0, "after.translations")]
    [InlineData(Epoch, 0, "es", -1, "after.translations")]
    public void ACursorThatIsNoneIsRefused(string? epoch, long seq, string? language, int? tseq, string field)
    {
        var cursor = new Cursor(epoch!, seq, tseq is { } patch ? new TranslationCursor(language!, patch) : null);

        Refused(cursor, backlog: null).Should().ContainKey(field);
    }

    [Fact]
    public void EveryFaultIsNamedAtOnce() => Refused(new Cursor("", -1), backlog: 201).Keys.Should().BeEquivalentTo("after", "backlog");

    [Fact]
    public void WhateverIsAskedTheFirstEventIsInTheLogOrItsNext()
        => Gen.Select(Gen.Long[0, 30_000], Gen.Long[0, 40_000], Gen.Int[0, 200], Gen.Bool, Gen.Bool).Sample((head, seq, backlog, hasCursor, isEpoch) =>
        {
            var point = ResumePoint.Find(hasCursor ? new Cursor(isEpoch ? Epoch : "before", seq) : null, backlog, Epoch, RoomAt(head));

            point.From.Should().BeInRange(1, head + 1);
            // Never more than is allowed to be replayed, and never silently past what the client has not seen.
            (head - point.From + 1).Should().BeLessThanOrEqualTo(hasCursor && point.Reset is null ? ResumePoint.MaxBehind : backlog);
            if (hasCursor && point.Reset is null)
                point.From.Should().Be(seq + 1);
        });

    private static Room RoomAt(long head, long floor = 0)
        => new(1, "room", RoomKind.Room, new RoomSettings("room", "", RoomVisibility.Public), DateTimeOffset.UnixEpoch) { Head = head, Floor = floor };

    private static IReadOnlyDictionary<string, string[]> Refused(Cursor? after, int? backlog)
        => FluentActions.Invoking(() => ResumePoint.Find(after, backlog, Epoch, RoomAt(10))).Should().Throw<RefusedException>().Which.Fields!;
}
