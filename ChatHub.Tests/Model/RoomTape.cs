using System.Text.Json;

namespace ChatHub.Tests.Model;

/// <summary>All that came to one client of one room, over all its connections: seqs without a hole or a repeat, and the picture that they make.</summary>
/// <param name="isRacing">Whether its user may be removed at any time: then <c>RoomClosed</c> may be on its way while the client itself stops or joins.</param>
internal sealed class RoomTape(bool isRacing)
{
    private long _start;
    private string? _reset;
    private long? _from;

    /// <summary>The last event that it holds; 0 for none.</summary>
    public long Seq { get; private set; }

    public bool IsFollowing { get; private set; }

    /// <summary>What <c>RoomClosed</c> said last; null unless it came after the last join.</summary>
    public string? ClosedReason { get; private set; }

    /// <summary>One line for each event, from <see cref="First"/> on.</summary>
    public List<string> Lines { get; } = [];

    public long First => _start + 1;

    public RoomPicture Picture { get; private set; } = new();

    /// <summary>Forgets everything but that it will go on after a seq.</summary>
    public void Forget(long seq)
    {
        (_start, Seq, Picture) = (seq, seq, new RoomPicture());
        Lines.Clear();
    }

    /// <param name="from">The first event that comes.</param>
    /// <param name="reset">Why it had to forget; then the first batch says so, too.</param>
    public void Follow(long from, string? reset) => (IsFollowing, _from, _reset, ClosedReason) = (true, from, reset, null);

    public void Stop() => IsFollowing = false;

    /// <summary>Takes an argument of <c>RoomEvents</c>.</summary>
    public void Take(JsonElement batch, string epoch)
    {
        if (!isRacing)
            ClosedReason.Should().BeNull("nothing comes after RoomClosed");
        batch.GetProperty("epoch").GetString().Should().Be(epoch);
        RequireNext(batch.GetProperty("from").GetInt64());
        var reset = batch.TryGetProperty("reset", out var given) ? given.GetProperty("reason").GetString() : null;
        reset.Should().Be(_reset, "the first batch after a reset says so, and no other");
        _reset = null;
        var events = batch.GetProperty("events").EnumerateArray().ToList();
        (events.Count > 0 || reset is not null).Should().BeTrue("a batch says something");
        events.Select(entry => entry.GetProperty("seq").GetInt64()).Should().Equal(events.Select((_, index) => batch.GetProperty("from").GetInt64() + index));
        foreach (var entry in events)
            Add(entry);
    }

    public void Close(string reason)
    {
        if (!isRacing)
            IsFollowing.Should().BeTrue("only what is followed is closed");
        (IsFollowing, ClosedReason) = (false, reason);
    }

    /// <summary>
    /// The .NET client may give out an event after the answer to a later <c>Unfollow</c>: it has a queue for the one and none for the other. Who joins before
    /// it has come asks for it once more, and gets it: that may come twice, and nothing else.
    /// </summary>
    private void RequireNext(long from)
    {
        if (isRacing && from == _from && from <= Seq)
            _from = null;
        else
            from.Should().Be(Seq + 1, "seqs have no hole and no repeat");
    }

    private void Add(JsonElement entry)
    {
        var (seq, line) = (entry.GetProperty("seq").GetInt64(), Model.Lines.Event(entry));
        if (seq <= Seq)
        {
            line.Should().Be(Lines[(int)(seq - First)], "an event stays what it is");
            return;
        }

        Seq = seq;
        Lines.Add(line);
        Picture.Apply(entry);
    }
}
