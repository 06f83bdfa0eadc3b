namespace ChatHub.Fuzz;

/// <summary>Makes the calls of the corpora as they are before they are broken.</summary>
public static class GoodCalls
{
    /// <summary>What came of a request: its status, and its code if it was refused.</summary>
    public static async Task<string> MakeAsync(Uri server, HttpCorpus corpus, HttpOperation operation, Attacker attacker, Random random)
    {
        var attacks = new HttpAttacks(corpus);
        await using var door = new HttpDoor(server, attacks, FuzzRun.Patience);
        return Show(await door.SendAsync(attacks.MakeGood(operation, random), attacker));
    }

    /// <summary>What came of a call: <c>ok</c>, or its code if it was refused.</summary>
    public static async Task<string> MakeAsync(Uri server, HubCorpus corpus, string method, bool isMessagePack, Attacker attacker, Random random)
    {
        var attacks = new HubAttacks(corpus, isMessagePack);
        await using var door = new HubDoor(server, attacks, isMessagePack, FuzzRun.Patience);
        return Show(await door.SendAsync(attacks.MakeGood(method, random), attacker));
    }

    // The second is that of what follows the request.
    private static string Show(Settled settled) => settled.Fault ?? settled.Outcomes[0];
}
