using ChatHub.Conformance.Adapter;
using ChatHub.Conformance.Playing;

namespace ChatHub.Tests.Conformance;

/// <summary>How the kit plays its cases.</summary>
public sealed class RunnerTests
{
    [Fact]
    public async Task CasesThatMostlyWaitArePlayedSideBySide()
    {
        var (first, second) = (new TaskCompletionSource(), new TaskCompletionSource());
        Case[] cases = [WaitingFor("one", first, second), WaitingFor("other", second, first)];
        await using var runner = new Runner(new AdapterCommand("none", []), cases);

        foreach (var @case in cases)
            (await runner.RunAsync(@case, Patience.Usual)).Fault.Should().BeNull();

        // Each ends when the other one has begun.
        static Case WaitingFor(string name, TaskCompletionSource own, TaskCompletionSource other) => new(name, "", "", play =>
        {
            own.SetResult();
            return play.Patience.UntilAsync(other.Task, "the other one has begun");
        })
        { IsQuiet = true };
    }
}
