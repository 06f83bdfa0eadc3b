using System.Buffers.Text;

namespace ChatHub.Bench.Fanout;

/// <summary>
/// Checks at one reader, as it comes, that every event comes once and in order, and every message of every sender; without reading more of a record than that. What it has
/// counted may be asked for from any thread.
/// </summary>
/// <param name="reader">Whose: the sender of the same number has its own messages counted apart.</param>
/// <param name="arrivals">Learns of each message, and of what is wrong.</param>
internal sealed class OrderCheck(int reader, Arrivals arrivals)
{
    private readonly long[] _last = new long[FanoutLoad.Senders];
    private long? _first;
    private long _next;
    private long _messages;
    private long _tseq;
    private long _patches;

    /// <summary>That came.</summary>
    public long Messages => Volatile.Read(ref _messages);

    /// <summary>Translations that came.</summary>
    public long Patches => Volatile.Read(ref _patches);

    /// <summary>What the answer to the join said, which may come after the first events.</summary>
    public void Start(long from)
    {
        if (_first is null)
            (_first, _next) = (from, from);
        else if (_first != from)
            arrivals.Fail($"Reader {reader} was to start at event {from}, and started at {_first}.");
    }

    /// <summary>Looks at the seqs of a record of events.</summary>
    public void TakeSeqs(ReadOnlySpan<byte> record)
    {
        while (TryFind(ref record, "\"seq\":"u8))
        {
            var seq = ReadNumber(record);
            if (_first is null)
                (_first, _next) = (seq, seq);
            if (seq != _next)
                arrivals.Fail($"Reader {reader} got event {seq} in the place of {_next}.");
            _next = seq + 1;
        }
    }

    /// <summary>Looks at the messages in a record.</summary>
    /// <param name="record">Of events, or of a single message.</param>
    /// <param name="now">When it came.</param>
    /// <returns>How many of them are the reader's own.</returns>
    public int TakeMessages(ReadOnlySpan<byte> record, long now)
    {
        var (count, own) = (0, 0);
        for (; TryFind(ref record, "\"text\":\""u8); count++)
        {
            if (Marker.Parse(record) is not { } message)
            {
                arrivals.Fail($"Reader {reader} got a text that nobody sent.");
                continue;
            }

            ref var last = ref _last[message.Sender];
            if (message.Number != last + 1)
                arrivals.Fail($"Reader {reader} got message {message.Number} of sender {message.Sender} after {last}.");
            last = message.Number;
            own += message.Sender == reader ? 1 : 0;
            arrivals.Add(now - message.Due);
        }

        Volatile.Write(ref _messages, _messages + count);
        return own;
    }

    /// <summary>Looks at the translations in a record: their places, and what they are of.</summary>
    public void TakePatches(ReadOnlySpan<byte> record)
    {
        var count = 0;
        for (; TryFind(ref record, "\"tseq\":"u8); count++)
        {
            var tseq = ReadNumber(record);
            if (_tseq != 0 && tseq != _tseq + 1)
                arrivals.Fail($"Reader {reader} got translation {tseq} after {_tseq}.");
            _tseq = tseq;
            if (!TryFind(ref record, "\"state\":\""u8) || !IsFinal(record))
                arrivals.Fail($"Reader {reader} got translation {tseq} without its text.");
        }

        Volatile.Write(ref _patches, _patches + count);
    }

    /// <summary>As <c>Pseudo</c> makes them: <c>[de] </c> and the text, or nothing where that is in the reader's language.</summary>
    private static bool IsFinal(ReadOnlySpan<byte> patch) => patch.StartsWith("same_language\""u8)
        || (patch.StartsWith("ready\""u8) && TryFind(ref patch, "\"text\":\"["u8) && TryFind(ref patch, "] "u8) && Marker.Parse(patch) is not null);

    /// <summary>Goes on behind the next occurrence of a word.</summary>
    public static bool TryFind(ref ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> word)
    {
        var at = bytes.IndexOf(word);
        if (at < 0)
            return false;
        bytes = bytes[(at + word.Length)..];
        return true;
    }

    public static long ReadNumber(ReadOnlySpan<byte> bytes)
        => Utf8Parser.TryParse(bytes, out long number, out _) ? number : throw new FormatException("The server sent no number where there should be one.");
}
