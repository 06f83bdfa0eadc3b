namespace ChatHub.Tests.Fuzzing;

/// <summary>
/// Thousands of broken frames and requests, made from good ones of every hub method and every documented endpoint, over several connections at once: nothing may be
/// answered with a 5xx, an unknown code or the inside of the server, nothing be logged as an error, every connection answers or closes, and two people who talk meanwhile
/// see every message in order. A failure names its seed and its attacks (<see cref="FuzzSettings"/>).
/// </summary>
public sealed class FuzzTests(FuzzTarget target) : IClassFixture<FuzzTarget>
{
    [Fact]
    public Task NoBrokenJsonFrameDoesHarm()
        => target.AttackAsync("json", (run, report) => run.JsonAsync(target.Hub, report, FuzzSettings.First, FuzzSettings.Count));

    [Fact]
    public Task NoBrokenMessagePackFrameDoesHarm()
        => target.AttackAsync("messagepack", (run, report) => run.MessagePackAsync(target.Hub, report, FuzzSettings.First, FuzzSettings.Count));

    [Fact]
    public Task NoBrokenRequestDoesHarm()
        => target.AttackAsync("http", (run, report) => run.HttpAsync(target.Http, report, FuzzSettings.First, FuzzSettings.Count));
}
