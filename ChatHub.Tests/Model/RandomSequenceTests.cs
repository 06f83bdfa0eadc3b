namespace ChatHub.Tests.Model;

/// <summary>
/// Random sequences of all that users can do, on four users with two connections each, against the real server and against a model of the contract.
/// A failure names its seed: run the test again with the environment variable <c>CsCheck_Seed</c> set to it, and <c>CHATHUB_MODEL_RUNS=1</c>, to see the
/// same sequence. <c>CHATHUB_MODEL_RUNS</c> sets how many are played.
/// </summary>
public sealed class RandomSequenceTests
{
    private const int UsualRuns = 20;
    private const int UsualKilledRuns = 2;

    [Fact]
    public async Task TheServerAnswersAndShowsWhatTheModelSays()
    {
        await using var server = new StoppedServer();
        await SampleAsync(server, ModelRuns.Asked ?? UsualRuns);
    }

    [Fact]
    public async Task AServerThatIsKilledComesBackAsTheModelSays()
    {
        await using var server = await KilledServer.StartAsync();
        await SampleAsync(server, (ModelRuns.Asked / 10) ?? UsualKilledRuns);
    }

    private static Task SampleAsync(IModelServer server, int runs) => Smallest.SampleAsync(Draw.Sequence(15, 70), draws => SequenceRun.PlayAsync(server, draws), runs);
}
