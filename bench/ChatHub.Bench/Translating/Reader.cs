namespace ChatHub.Bench.Translating;

/// <summary>
/// Reads the room in one language, and checks what comes as it comes: every event once and in order, every patch once, in order, and not before its original. What it
/// has seen may be asked for from any thread.
/// </summary>
internal sealed class Reader : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly string _language;
    private Seen _seen = new();
    private ReaderSocket? _socket;
    private long? _next;
    private long? _tseq;
    private string? _fault;
    private bool _isDone;

    private Reader(string language) => _language = language;

    public string Language => _language;

    /// <summary>What was wrong first; null while nothing was.</summary>
    public string? Fault
    {
        get
        {
            lock (_lock)
                return _fault;
        }
    }

    public static async Task<Reader> ConnectAsync(Uri server, Person person)
    {
        var reader = new Reader(person.Language);
        reader._socket = await ReaderSocket.OpenAsync(server, person, new(reader.Start, reader.Take, reader.Take, reader.End));
        await reader._socket.JoinAsync();
        return reader;
    }

    /// <summary>How many originals have come, and how many patches that are final.</summary>
    public (int Originals, int Final) Count()
    {
        lock (_lock)
            return (_seen.Originals.Count, _seen.Final.Count);
    }

    /// <summary>What has come since the last time.</summary>
    public Seen Take()
    {
        lock (_lock)
        {
            var seen = _seen;
            _seen = new Seen();
            return seen;
        }
    }

    public async ValueTask DisposeAsync()
    {
        lock (_lock)
            _isDone = true;
        await _socket!.DisposeAsync();
    }

    private void End(string reason)
    {
        lock (_lock)
            Require(_isDone, $"its connection ended: {reason}");
    }

    /// <summary>The first calls may have come before the answer.</summary>
    private void Start(JoinedFrame joined)
    {
        lock (_lock)
        {
            _next ??= joined.From;
            _tseq ??= joined.Translations?.Tseq;
        }
    }

    private void Take(EventsFrame frame, long now)
    {
        lock (_lock)
        {
            foreach (var entry in frame.Events)
            {
                Require(_next is null || entry.Seq == _next, $"event {entry.Seq} came in the place of {_next}");
                _next = entry.Seq + 1;
                if (entry is { Type: "message.posted", Message: { } message })
                    _seen.Originals.Add(new Arrival(message.Id, message.Text, now));
            }
        }
    }

    private void Take(PatchesFrame frame, long now)
    {
        lock (_lock)
        {
            Require(frame.Language == _language, $"patches into {frame.Language} came");
            foreach (var patch in frame.Items)
            {
                Require(_tseq is null || patch.Tseq == _tseq + 1, $"patch {patch.Tseq} came after {_tseq}");
                Require(_next is null || patch.Id < _next, $"the patch of {patch.Id} came before its original");
                _tseq = patch.Tseq;
                _seen.Patches++;
                if (patch.State is "ready" or "same_language")
                    Require(_seen.Final.TryAdd(patch.Id, new Arrival(patch.Id, patch.Text, now)), $"{patch.Id} was translated twice");
                else
                    _seen.Failed++;
            }
        }
    }

    private void Require(bool condition, string otherwise)
    {
        if (!condition)
            _fault ??= $"A reader of {_language}: {otherwise}.";
    }
}

/// <summary>What a reader has seen.</summary>
internal sealed class Seen
{
    public List<Arrival> Originals { get; } = [];

    /// <summary>The patches <c>ready</c>, and <c>same_language</c>, by the ids of their messages.</summary>
    public Dictionary<long, Arrival> Final { get; } = [];

    /// <summary>All of them.</summary>
    public int Patches { get; set; }

    /// <summary>Those of any other state.</summary>
    public int Failed { get; set; }
}

/// <summary>A text that came.</summary>
/// <param name="Id">The message's.</param>
/// <param name="Text">Null with <c>same_language</c>.</param>
/// <param name="At">A timestamp of <see cref="System.Diagnostics.Stopwatch"/>.</param>
internal sealed record Arrival(long Id, string? Text, long At);
