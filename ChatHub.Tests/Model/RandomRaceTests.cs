namespace ChatHub.Tests.Model;

/// <summary>
/// Random calls of four users at once. A seed replays the calls, not their order; run it again with <c>CsCheck_Seed</c> and a larger
/// <c>CHATHUB_MODEL_RUNS</c> to meet the same race.
/// </summary>
public sealed class RandomRaceTests
{
    private const int UsualRuns = 8;

    [Fact]
    public async Task WhateverHappensAtOnceIsOneLogFromWhichEverythingFollows()
    {
        await using var server = new StoppedServer();
        await Smallest.SampleAsync(Draw.Sequence(80, 200), draws => RaceRun.PlayAsync(server, draws), ModelRuns.Asked ?? UsualRuns, isRacing: true);
    }
}
