using System.Text.Json.Nodes;
using ChatHub.Conformance.Adapter;

namespace ChatHub.Conformance.Playing;

/// <summary>Compares what a client shows with what the server keeps, again and again until they are one.</summary>
internal sealed class Settling(Play play, Client client, int? atLeast)
{
    /// <exception cref="CaseException">They did not become one, or something was sent twice, lost, or out of order.</exception>
    public async Task RunAsync()
    {
        await play.Patience.UntilRightAsync(WrongInWhatIsShownAsync);
        await AnswersAsync();
        await CheckLogAsync();
        if (play.Proxy.Unmet is { Count: > 0 } unmet)
            throw new CaseException($"The client never came to what was to be done to it: {string.Join(", ", unmet)}.");
    }

    private async Task<string?> WrongInWhatIsShownAsync()
    {
        var (shown, pending) = await client.ShowAsync();
        var kept = (await play.Speaker.HistoryAsync(play.Room, client.Language)).Select(ShownMessage.From).ToList();
        if (pending.Count > 0)
            return $"It still shows as pending: {string.Join(", ", pending)}.";
        if (client.AllSent.Count(sent => sent.IsAnswerLost || sent.Settled.IsCompletedSuccessfully) is var settled && settled < client.AllSent.Count)
            return FailedSend() ?? $"{client.AllSent.Count - settled} of {client.AllSent.Count} sends have not settled.";
        if (shown.Count < (atLeast ?? kept.Count))
            return $"It shows {shown.Count} messages, and should show {atLeast ?? kept.Count}. {Difference(shown, kept)}";
        return kept.Skip(kept.Count - shown.Count).SequenceEqual(shown) ? null : $"It shows something else than the room's history. {Difference(shown, kept)}";
    }

    private string? FailedSend() => client.AllSent.Where(sent => !sent.IsAnswerLost).Select(sent => sent.Settled.Exception?.InnerException?.Message).FirstOrDefault(message => message is not null);

    private static string Difference(IReadOnlyList<ShownMessage> shown, IReadOnlyList<ShownMessage> kept)
    {
        var missing = kept.Except(shown).Select(message => $"\n    - {message.Line}").ToList();
        var wrong = shown.Except(kept).Select(message => $"\n    + {message.Line}").ToList();
        return missing.Count + wrong.Count == 0 ? "Its order is another, or it shows one twice." : $"Missing (-) and wrong (+):{string.Concat(missing.Concat(wrong).Take(12))}";
    }

    private async Task AnswersAsync()
    {
        foreach (var sent in client.AllSent.Where(sent => !sent.IsAnswerLost))
            await sent.Settled;
    }

    /// <summary>Each text once, in the order in which it was sent, under the id that the client was told.</summary>
    private async Task CheckLogAsync()
    {
        var mine = (await play.Speaker.HistoryAsync(play.Room, language: null)).Where(message => message["sender"]!.GetValue<string>() == client.Username).ToList();
        var texts = mine.Select(TextOf).ToList();
        if (!texts.SequenceEqual(client.AllSent.Select(sent => sent.Text), StringComparer.Ordinal))
            throw new CaseException($"The log has of this client: {string.Join(" | ", texts)}; it was to send: {string.Join(" | ", client.AllSent.Select(sent => sent.Text ?? "(deleted)"))}.");
        foreach (var (message, sent) in mine.Zip(client.AllSent).Where(pair => !pair.Second.IsAnswerLost))
        {
            if (message["id"]!.GetValue<long>() != await sent.Settled)
                throw new CaseException($"The client was told that “{sent.Text}” is message {await sent.Settled}; it is {message["id"]}.");
        }
    }

    private static string? TextOf(JsonObject message) => message["deleted"]?.GetValue<bool>() == true ? null : message["text"]!.GetValue<string>();
}
