using System.Collections.Concurrent;
using System.Text;

namespace ChatHub.Fuzz;

/// <summary>What came of a run. Many may add to it at once.</summary>
public sealed class FuzzReport(string name, int seed)
{
    private const int MostFaults = 10;
    private const int MostBytes = 600;
    private const int MostWords = 3000;

    private readonly ConcurrentDictionary<string, int> _outcomes = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _faults = new();
    private readonly ConcurrentDictionary<int, byte> _inFlight = new();

    public string Name => name;

    public int Seed => seed;

    /// <summary>How often what happened, the most frequent first.</summary>
    public IReadOnlyList<KeyValuePair<string, int>> Outcomes => [.. _outcomes.OrderByDescending(outcome => outcome.Value)];

    public IReadOnlyCollection<string> Faults => _faults;

    /// <summary>So many faults that more would tell nothing new.</summary>
    public bool IsHopeless => _faults.Count >= MostFaults;

    public void Begin(int number) => _inFlight[number] = 0;

    public void End(int number, Settled settled)
    {
        _inFlight.TryRemove(number, out _);
        foreach (var outcome in settled.Outcomes)
            _outcomes.AddOrUpdate(outcome, 1, (_, times) => times + 1);
    }

    /// <summary>
    /// Whether an entry in the log, though an error by its level, tells of no fault of ours: Kestrel's own word (event 67) for a request whose body it could not read to
    /// the end, and which was refused, such as one with NUL behind its chunks.
    /// </summary>
    public static bool IsKestrelsOwn(string entry) => entry.Contains("automatic draining of the request body failed because the body reader is in an invalid state", StringComparison.Ordinal);

    /// <summary>Notes a fault of one attack.</summary>
    public void Add(string fault, int number, byte[] bytes) => _faults.Enqueue($"{name}, seed {seed}, attack {number}: {fault}; sent was {Show(bytes)}");

    /// <summary>Notes a fault that any of the attacks of this moment may have brought about.</summary>
    public void Add(string fault) => _faults.Enqueue($"{name}, seed {seed}, one of the attacks {string.Join(", ", _inFlight.Keys.Order())}: {(fault.Length > MostWords ? fault[..MostWords] : fault)}");

    private static string Show(byte[] bytes)
    {
        var shown = new StringBuilder();
        foreach (var value in bytes.Take(MostBytes))
            shown.Append(value is >= 0x20 and < 0x7F and not (byte)'\\' ? $"{(char)value}" : $"\\x{value:x2}");
        return bytes.Length > MostBytes ? $"{shown}… ({bytes.Length} bytes)" : shown.ToString();
    }
}
