using ChatHub.Conformance.Playing;

namespace ChatHub.Tests.Conformance;

/// <summary>A client that lacks what the contract asks for fails where it lacks it, and nowhere else: the kit can tell.</summary>
public sealed class NaiveClientTests(SharedRunner shared) : IClassFixture<SharedRunner>
{
    // A client that never comes to it is given up on early: what passes has the usual patience.
    private static readonly Patience Short = new(TimeSpan.FromSeconds(4));

    [Theory]
    [InlineData("join")]
    [InlineData("send")]
    [InlineData("send-many")]
    [InlineData("change")]
    [InlineData("unknown-push")]
    [InlineData("stop")]
    public async Task WhereNothingIsDoneToItItPasses(string name)
    {
        var verdict = await RunAsync(name, Patience.Usual);

        verdict.Fault.Should().BeNull("{0}", verdict.Details);
    }

    [Theory]
    [InlineData("send-lost", "send was refused")]
    [InlineData("send-receipt-lost", "send was refused")]
    [InlineData("send-oversized", "The send was refused as")]
    [InlineData("send-unavailable", "send was refused: unavailable")]
    [InlineData("away-posts", "*Missing (-)*meanwhile 5*")]
    [InlineData("restart-pending", "it was to send: one | two | three | four")]
    [InlineData("reset-epoch", "lost with the backup")]
    [InlineData("token-expired", "send was refused")]
    [InlineData("language-changed", "[fr ready:")]
    [InlineData("translation-away", "*Missing (-)*")]
    public async Task WhereItLacksSomethingItFailsAndIsToldWhat(string name, string fault)
    {
        var verdict = await RunAsync(name, Short);

        verdict.Fault.Should().NotBeNull();
        verdict.Fault.Should().Match(fault.Contains('*', StringComparison.Ordinal) ? fault : $"*{fault}*");
        verdict.Details.Should().Contain("Call negotiate", "the report tells what went through the proxy");
    }

    private Task<Verdict> RunAsync(string name, Patience patience) => shared.RunAsync(Adapters.DotNet(typeof(NaiveAdapter).Assembly.Location), name, patience);
}
