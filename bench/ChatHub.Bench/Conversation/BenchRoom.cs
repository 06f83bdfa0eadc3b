using ChatHub.Domain.Accounts;

namespace ChatHub.Bench.Conversation;

/// <summary>A room that is filled: what it will hold, and afterwards what it holds, against which answers are checked.</summary>
/// <param name="Id">Its row.</param>
/// <param name="Name">Its name.</param>
/// <param name="Authors">Who writes in it.</param>
/// <param name="HasReader">Whether the reader is a member.</param>
/// <param name="Size">How many messages it is to hold.</param>
internal sealed record BenchRoom(long Id, string Name, IReadOnlyList<Caller> Authors, bool HasReader, int Size)
{
    /// <summary>The newest event.</summary>
    public long Head { get; set; }

    public int Members { get; init; }

    /// <summary>Of the messages, in order.</summary>
    public List<long> Ids { get; } = [];

    /// <summary>The messages that name the reader.</summary>
    public List<long> Mentions { get; } = [];

    /// <summary>How many of its newest messages the reader has not read: another number for each room.</summary>
    public int Unread => (int)Math.Min(Size, Id % 40);

    /// <summary>The reader's marker.</summary>
    public long LastRead => Unread == 0 ? Head : Ids[^(Unread + 1)];
}
