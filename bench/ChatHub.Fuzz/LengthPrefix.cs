namespace ChatHub.Fuzz;

/// <summary>The length before each MessagePack frame of SignalR: seven bits a byte, the lowest first, at most five bytes.</summary>
internal static class LengthPrefix
{
    private const int MaxBytes = 5;

    public static IEnumerable<byte> Of(int length)
    {
        for (; length >= 0x80; length >>= 7)
            yield return (byte)(length | 0x80);
        yield return (byte)length;
    }

    /// <summary>How many bytes are missing until the last frame is whole.</summary>
    /// <returns>Null when it cannot become whole: no number, or one beyond 32 bits.</returns>
    public static long? Missing(ReadOnlySpan<byte> frames)
    {
        while (frames.Length > 0)
        {
            if (!TryRead(frames, out var length, out var read))
                return read == frames.Length && read < MaxBytes ? 1 : null;
            if (length > frames.Length - read)
                return length - (frames.Length - read);
            frames = frames[(read + (int)length)..];
        }

        return 0;
    }

    private static bool TryRead(ReadOnlySpan<byte> bytes, out long length, out int read)
    {
        (length, read) = (0, 0);
        while (read < Math.Min(bytes.Length, MaxBytes))
        {
            length |= (long)(bytes[read] & 0x7F) << (7 * read);
            if (bytes[read++] < 0x80)
                return length <= int.MaxValue;
        }

        return false;
    }
}
