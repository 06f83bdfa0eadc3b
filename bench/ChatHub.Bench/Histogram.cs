using System.Diagnostics;
using System.Numerics;

namespace ChatHub.Bench;

/// <summary>Latencies, counted in classes of microseconds, 64 to an octave and so within 1.6 %. Any thread may add.</summary>
internal sealed class Histogram
{
    private const int Bits = 6;
    private const int PerOctave = 1 << Bits;

    private readonly long[] _counts = new long[PerOctave * PerOctave];

    public long Count => _counts.Sum();

    /// <param name="ticks">Of <see cref="Stopwatch"/>.</param>
    public void Add(long ticks)
    {
        var microseconds = (ulong)Math.Max(1, ticks * 1_000_000 / Stopwatch.Frequency);
        var octave = BitOperations.Log2(microseconds);
        var place = octave >= Bits ? microseconds >> (octave - Bits) : microseconds << (Bits - octave);
        Interlocked.Increment(ref _counts[(octave * PerOctave) + (int)(place - PerOctave)]);
    }

    /// <returns>Milliseconds: the upper end of the class; NaN when nothing was counted.</returns>
    public double Quantile(double part)
    {
        var rank = (long)Math.Ceiling(Count * part);
        long seen = 0;
        for (var index = 0; index < _counts.Length; index++)
        {
            seen += _counts[index];
            if (seen >= rank && seen > 0)
                return Math.ScaleB(1 + ((index % PerOctave) + 1.0) / PerOctave, index / PerOctave) / 1000;
        }

        return double.NaN;
    }
}
