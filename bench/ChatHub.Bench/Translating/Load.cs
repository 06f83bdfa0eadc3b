namespace ChatHub.Bench.Translating;

/// <summary>What was sent, and what each reader saw of it.</summary>
internal sealed class Load(IReadOnlyList<Sent> sent, IReadOnlyList<(string Language, Seen Seen)> readers)
{
    /// <summary>Of the messages, in their order.</summary>
    public IReadOnlyList<long> Ids => sent.Select(message => message.Id).Order().ToList();

    public int Originals => readers.Sum(reader => reader.Seen.Originals.Count);

    public int Patches => readers.Sum(reader => reader.Seen.Patches);

    /// <summary>Patches that are no translation.</summary>
    public int Failed => readers.Sum(reader => reader.Seen.Failed);

    /// <summary>In milliseconds from when each message was due until each reader had it, in their order.</summary>
    public double[] OriginalLatencies() => Latencies(seen => seen.Originals);

    /// <inheritdoc cref="OriginalLatencies"/>
    public double[] PatchLatencies() => Latencies(seen => seen.Final.Values.Where(patch => patch.Text is not null));

    /// <exception cref="InvalidOperationException">Something is missing, or is not what it should be.</exception>
    public void Verify(Setting setting)
    {
        var ids = sent.Select(message => message.Id).Order().ToList();
        foreach (var (language, seen) in readers)
        {
            if (!seen.Originals.Select(original => original.Id).SequenceEqual(ids))
                throw new InvalidOperationException($"{setting.Name}: a reader did not get every original once.");
            var originals = seen.Originals.ToDictionary(original => original.Id, original => original.Text);
            if (sent.Any(message => originals[message.Id] != message.Text))
                throw new InvalidOperationException($"{setting.Name}: a reader got another text than was sent.");
            if (setting.Translate is { } translate)
                VerifyPatches(setting.Name, language, seen, translate);
            else if (seen.Final.Values.Any(patch => patch.Text is not null))
                throw new InvalidOperationException($"{setting.Name}: a translation came, though nobody makes any.");
        }
    }

    private void VerifyPatches(string setting, string language, Seen seen, Func<string, string, string> translate)
    {
        if (seen.Final.Count != sent.Count)
            throw new InvalidOperationException($"{setting}: {seen.Final.Count} patches came for {sent.Count} messages.");
        foreach (var message in sent)
        {
            var text = message.Language == language ? null : translate(message.Text, language);
            if (!seen.Final.TryGetValue(message.Id, out var patch) || patch.Text != text)
                throw new InvalidOperationException($"{setting}: a reader of {language} got '{patch?.Text}' and not '{text}'.");
        }
    }

    private double[] Latencies(Func<Seen, IEnumerable<Arrival>> choose)
    {
        var dues = sent.ToDictionary(message => message.Id, message => message.Due);
        double[] latencies = [.. readers.SelectMany(reader => choose(reader.Seen)).Where(arrival => dues.ContainsKey(arrival.Id))
            .Select(arrival => System.Diagnostics.Stopwatch.GetElapsedTime(dues[arrival.Id], arrival.At).TotalMilliseconds)];
        Array.Sort(latencies);
        return latencies;
    }
}
