using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace ChatHub.Fuzz;

/// <summary>Makes the attack of a number from good requests.</summary>
public sealed class HttpAttacks(HttpCorpus corpus)
{
    // Hashing a password takes some 60 ms of processor time: at their full share these would be most of what a run costs.
    private static readonly string[] Dear = ["/signup", "/login", "/me/delete", "/me/password"];

    public HttpAttack Make(Random random)
    {
        var draft = NewDraft(random, random.OnceIn(2));
        for (var times = random.Next(3); times > 0; times--)
            HttpMutations.Change(random, draft);
        var bytes = draft.ToBytes();
        if (random.OnceIn(5))
            bytes = ByteMutations.Mutate(random, bytes, NewDraft(random, isOdd: false).ToBytes());
        // Several on one connection, before and after.
        if (random.OnceIn(10))
            bytes = [.. NewDraft(random, isOdd: false).ToBytes(), .. bytes];
        if (random.OnceIn(20))
            bytes = [.. bytes, .. bytes];
        var cuts = random.OnceIn(5) ? Enumerable.Range(0, 1 + random.Next(4)).Select(_ => random.Next(bytes.Length + 1)).Order() : Enumerable.Empty<int>();
        return new HttpAttack(bytes, [.. cuts], HangsUp: random.OnceIn(25));
    }

    /// <summary>A good request of an operation, as a client would send it.</summary>
    public HttpAttack MakeGood(HttpOperation operation, Random random) => new(NewDraft(random, operation, isOdd: false).ToBytes(), [], HangsUp: false);

    private HttpDraft NewDraft(Random random, bool isOdd)
    {
        var operation = random.Of(corpus.Operations);
        if (Dear.Contains(operation.Path, StringComparer.Ordinal) && !random.OnceIn(4))
            operation = random.Of(corpus.Operations);
        return NewDraft(random, operation, isOdd);
    }

    private HttpDraft NewDraft(Random random, HttpOperation operation, bool isOdd)
    {
        var draft = new HttpDraft { Method = operation.Method, Target = TargetOf(random, operation) };
        if (!random.OnceIn(20) || !isOdd)
            draft.Headers.Add(("Authorization", $"Bearer {Samples.Token}"));
        if (corpus.NewBody(operation, random) is { } body)
        {
            draft.Headers.Add(("Content-Type", "application/json"));
            draft.Body = Encoding.UTF8.GetBytes(isOdd ? new JsonMutations(random).Mutate(body) : body.ToJsonString());
        }
        else if (isOdd && random.OnceIn(4))
        {
            // Where none belongs.
            draft.Headers.Add(("Content-Type", "application/json"));
            draft.Body = Encoding.UTF8.GetBytes(new JsonMutations(random).Mutate(new JsonObject { ["room"] = Samples.OpenRoom, ["items"] = new JsonArray(1, "x") }));
        }

        return draft;
    }

    private static string TargetOf(Random random, HttpOperation operation)
    {
        var path = operation.Path;
        var query = new List<string>();
        // A cursor is what the server gave: one that is made up would be refused.
        foreach (var (name, place, type) in operation.Parameters)
        {
            var value = Uri.EscapeDataString(string.Create(CultureInfo.InvariantCulture, $"{ValueOf(random, name, type)}")).Replace("%40", "@", StringComparison.Ordinal);
            if (place == "path")
                path = path.Replace($"{{{name}}}", value, StringComparison.Ordinal);
            else if (name is "q" or "username" || (name != "cursor" && random.OnceIn(3)))
                query.Add($"{name}={value}");
        }

        // Only one of the two bounds.
        if (query.Exists(part => part.StartsWith("before=", StringComparison.Ordinal)))
            query.RemoveAll(part => part.StartsWith("after=", StringComparison.Ordinal));
        return query.Count == 0 ? path : $"{path}?{string.Join('&', query)}";
    }

    private static JsonNode? ValueOf(Random random, string name, string type) => Samples.Of(name, type == "array" ? "string" : type, random);
}
