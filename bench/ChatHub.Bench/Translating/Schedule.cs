using System.Diagnostics;
using ChatHub.Bench.Conversation;
using Microsoft.AspNetCore.SignalR.Client;

namespace ChatHub.Bench.Translating;

/// <summary>
/// Sends when it is time, whether or not what was sent before has arrived, so that a server that falls behind is not spared. No text comes twice: what was translated
/// once would not go to the provider again.
/// </summary>
/// <param name="words">In each text.</param>
internal sealed class Schedule(int words = 12)
{
    private static readonly Vocabulary Vocabulary = new();

    // The same texts in every setting.
    private readonly Random _random = new(6);
    private int _number;

    /// <summary>From the senders in turn, each in its language.</summary>
    /// <param name="senders">Their connections, and what they write in.</param>
    /// <param name="rate">Messages per second.</param>
    /// <param name="duration">For how long.</param>
    /// <returns>What was sent, once all is acknowledged.</returns>
    public async Task<IReadOnlyList<Sent>> RunAsync(IReadOnlyList<(HubConnection Connection, string Language)> senders, int rate, TimeSpan duration)
    {
        var texts = Enumerable.Range(0, (int)(duration.TotalSeconds * rate)).Select(_ => MakeText()).ToList();
        var sends = await Task.Factory.StartNew(() => Send(senders, rate, texts), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return await Task.WhenAll(sends);
    }

    /// <summary>On a thread of its own, which wakes up when it wants to.</summary>
    private static List<Task<Sent>> Send(IReadOnlyList<(HubConnection Connection, string Language)> senders, int rate, List<string> texts)
    {
        var sends = new List<Task<Sent>>();
        var start = Stopwatch.GetTimestamp();
        foreach (var text in texts)
        {
            var due = start + (sends.Count * Stopwatch.Frequency / rate);
            while (Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due) is { Ticks: > 0 } wait)
                Thread.Sleep((int)Math.Ceiling(wait.TotalMilliseconds));
            var (connection, language) = senders[sends.Count % senders.Count];
            sends.Add(SendAsync(connection, text, language, due));
        }

        return sends;
    }

    private static async Task<Sent> SendAsync(HubConnection connection, string text, string language, long due)
    {
        var receipt = await connection.InvokeAsync<ReceiptFrame>(
            "SendMessage", new { room = People.Room, text, clientMessageId = Guid.CreateVersion7().ToString(), language });
        return new Sent(receipt.Id, text, language, due);
    }

    private string MakeText() => $"{string.Join(' ', Enumerable.Range(0, words).Select(_ => Vocabulary.Draw(_random)))} {++_number}";
}

/// <summary>A message that was acknowledged.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Text">Its text.</param>
/// <param name="Language">Its language.</param>
/// <param name="Due">When it was to be sent: a timestamp of <see cref="Stopwatch"/>.</param>
internal sealed record Sent(long Id, string Text, string Language, long Due);
