using System.Diagnostics;

namespace ChatHub.Conformance.Playing;

/// <summary>How long the kit waits: for conditions, until they hold; for what may not happen, a set time.</summary>
/// <param name="Limit">How long a client has for what it must come to.</param>
public sealed record Patience(TimeSpan Limit)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan PutAway = TimeSpan.FromSeconds(1);

    /// <summary>Longer than a client may wait before it tries again: one that comes back has come back.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromSeconds(12);

    /// <summary>For clients that wait longer and longer before they try again.</summary>
    public static Patience Usual { get; } = new(TimeSpan.FromSeconds(60));

    /// <summary>Waits until nothing is wrong any more.</summary>
    /// <param name="wrong">What is still wrong; null when nothing is.</param>
    /// <exception cref="CaseException">It did not come to that; with what was wrong last.</exception>
    public async Task UntilRightAsync(Func<Task<string?>> wrong)
    {
        var clock = Stopwatch.StartNew();
        while (await wrong() is { } fault)
        {
            if (clock.Elapsed > Limit)
                throw new CaseException(fault);
            await Task.Delay(Pause);
        }
    }

    /// <summary>Waits for something that a client's doing brings about.</summary>
    /// <exception cref="CaseException">It did not come to that.</exception>
    public async Task UntilAsync(Task condition, string what, Task? doing = null)
    {
        try
        {
            if (doing is not null && await Task.WhenAny(condition, doing).WaitAsync(Limit) == doing)
                await doing;
            await condition.WaitAsync(Limit);
        }
        catch (TimeoutException)
        {
            throw new CaseException($"Waited in vain until {what}.");
        }
    }

    /// <summary>A client may put away what it shows as pending a little later than it shows it; nobody outside can see when.</summary>
    public static Task UntilPutAwayAsync() => Task.Delay(PutAway);

    /// <summary>Nothing is to happen for a while: there is no condition that would show that something never comes.</summary>
    public static Task QuietAsync() => Task.Delay(Quiet);
}
