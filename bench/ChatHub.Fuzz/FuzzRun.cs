namespace ChatHub.Fuzz;

/// <summary>Attacks a server through one kind of door, over several connections at once, while bystanders talk.</summary>
public sealed class FuzzRun(Uri server, Attackers attackers, Bystanders bystanders)
{
    // Not so many that the bystanders' answers wait for the processor.
    private const int Workers = 8;
    private const int AttacksASentence = 20;

    /// <summary>An attacker may lose what it needs for good calls (the room archived, the role gone) without losing the session.</summary>
    private const int AttacksAnAttacker = 300;

    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public Task JsonAsync(HubCorpus corpus, FuzzReport report, int first, int count) => HubAsync(new HubAttacks(corpus, isMessagePack: false), isMessagePack: false, report, first, count);

    public Task MessagePackAsync(HubCorpus corpus, FuzzReport report, int first, int count) => HubAsync(new HubAttacks(corpus, isMessagePack: true), isMessagePack: true, report, first, count);

    public Task HttpAsync(HttpCorpus corpus, FuzzReport report, int first, int count)
    {
        var attacks = new HttpAttacks(corpus);
        return RunAsync(() => new HttpDoor(server, attacks, Patience), report, first, count);
    }

    private Task HubAsync(HubAttacks attacks, bool isMessagePack, FuzzReport report, int first, int count)
        => RunAsync(() => new HubDoor(server, attacks, isMessagePack, Patience), report, first, count);

    private Task RunAsync(Func<IDoor> open, FuzzReport report, int first, int count)
    {
        var next = first - 1;
        return Task.WhenAll(Enumerable.Range(0, Math.Min(Workers, count)).Select(_ => Task.Run(() => WorkAsync(open(), report, () => Interlocked.Increment(ref next), first + count))));
    }

    private async Task WorkAsync(IDoor door, FuzzReport report, Func<int> next, int end)
    {
        await using (door)
        {
            var (attacker, left) = (await attackers.NewAsync(), AttacksAnAttacker);
            for (var number = next(); number < end && !report.IsHopeless; number = next())
            {
                report.Begin(number);
                var settled = await door.AttackAsync(Draws.Of(report.Seed, number), attacker);
                report.End(number, settled);
                if (settled.Fault is not null)
                    report.Add(settled.Fault, number, door.Describe(Draws.Of(report.Seed, number)));
                if (number % AttacksASentence == 0)
                    await bystanders.SpeakAsync();
                if (--left == 0 || (settled.MayHaveLostSession && !await attackers.IsSignedInAsync(attacker)))
                    (attacker, left) = (await attackers.NewAsync(), AttacksAnAttacker);
            }
        }
    }
}
