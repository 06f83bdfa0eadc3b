using System.Buffers.Text;
using System.Globalization;

namespace ChatHub.Bench.Fanout;

/// <summary>What a message's text says of it: who sent it, as which of theirs, and when it was due. The rest is filled up, so that all are of the same length.</summary>
/// <param name="Sender">0, 1, 2, …</param>
/// <param name="Number">1, 2, 3, … of this sender.</param>
/// <param name="Due">A timestamp of <see cref="System.Diagnostics.Stopwatch"/>.</param>
internal readonly record struct Marker(int Sender, long Number, long Due)
{
    /// <summary>Characters, of which all are ASCII.</summary>
    public const int TextLength = 100;

    private static readonly byte[] Filler = [.. Enumerable.Repeat((byte)'x', TextLength)];

    public string ToText() => string.Create(CultureInfo.InvariantCulture, $"{Sender}:{Number}:{Due} ").PadRight(TextLength, 'x');

    /// <summary>Reads a text that is followed by the end of its JSON string.</summary>
    /// <returns>Null if it is not one of ours, whole.</returns>
    public static Marker? Parse(ReadOnlySpan<byte> text)
    {
        if (text.Length <= TextLength || text[TextLength] != '"')
            return null;
        text = text[..TextLength];
        if (!Utf8Parser.TryParse(text, out int sender, out var used) || text[used] != ':')
            return null;
        text = text[(used + 1)..];
        if (!Utf8Parser.TryParse(text, out long number, out used) || text[used] != ':')
            return null;
        text = text[(used + 1)..];
        if (!Utf8Parser.TryParse(text, out long due, out used) || text[used] != ' ')
            return null;
        text = text[(used + 1)..];
        return text.SequenceEqual(Filler.AsSpan(0, text.Length)) ? new Marker(sender, number, due) : null;
    }
}
