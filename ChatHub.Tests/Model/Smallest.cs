using System.Diagnostics;
using CsCheck;

namespace ChatHub.Tests.Model;

/// <summary>Samples sequences, and makes the failing one short: takes out one step after the other as long as it still fails.</summary>
internal static class Smallest
{
    /// <summary>A failure that shows only after a long wait is not made short: its test would not end.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <param name="sequences">The sequences.</param>
    /// <param name="play">Fails with a <see cref="SequenceException"/>.</param>
    /// <param name="runs">How many sequences.</param>
    /// <param name="isRacing">Whether it depends on more than the sequence; then nothing can be taken out.</param>
    public static async Task SampleAsync(Gen<Draw[]> sequences, Func<Draw[], Task> play, int runs, bool isRacing = false)
    {
        Draw[]? failing = null;
        var story = "";
        try
        {
            await sequences.SampleAsync(
                async draws =>
                {
                    // CsCheck goes on to look for a smaller one; taking steps out gets there faster.
                    if (failing is not null)
                        return;
                    try
                    {
                        await play(draws);
                    }
                    catch (SequenceException e)
                    {
                        (failing, story) = (draws, e.Message);
                        throw;
                    }
                },
                iter: runs, threads: 1, print: draws => $"{draws.Length} draws");
        }
        catch (CsCheckException e) when (failing is not null)
        {
            // CsCheck's own first line names the seed.
            Assert.Fail($"{e.Message.Split('\n')[0]}\n{(isRacing ? story : await ShortenAsync(play, failing, story))}");
        }
    }

    private static async Task<string> ShortenAsync(Func<Draw[], Task> play, Draw[] draws, string last)
    {
        var clock = Stopwatch.StartNew();
        for (var size = Math.Max(1, draws.Length / 2); size >= 1; size /= 2)
        {
            for (var index = draws.Length - size; index >= 1 && clock.Elapsed < Patience; index -= size)
            {
                Draw[] shorter = [.. draws[..index], .. draws[Math.Min(index + size, draws.Length)..]];
                if (await FailureOfAsync(play, shorter) is { } failure)
                    (draws, last) = (shorter, failure);
            }
        }

        return last;
    }

    private static async Task<string?> FailureOfAsync(Func<Draw[], Task> play, Draw[] draws)
    {
        try
        {
            await play(draws);
            return null;
        }
        catch (SequenceException e)
        {
            return e.Message;
        }
    }
}
