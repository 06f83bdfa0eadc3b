using System.Text.Json;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Clients.JavaScript;

/// <summary>The JavaScript package's own tests (<c>clients/js/test</c>), each under its name.</summary>
public sealed class PackageTests(PackageServers servers) : IClassFixture<PackageServers>
{
    public static TheoryData<NodeTest> Timeline => Names("timeline.test.mjs");

    public static TheoryData<NodeTest> Joining => Names("joining.test.mjs");

    public static TheoryData<NodeTest> Outbox => Names("outbox.test.mjs");

    public static TheoryData<NodeTest> Conversation => Names("conversation.test.mjs");

    public static TheoryData<NodeTest> Faults => Names("faults.test.mjs");

    public static TheoryData<NodeTest> Session => Names("session.test.mjs");

    public static TheoryData<NodeTest> Waiting => Names("waiting.test.mjs");

    public static TheoryData<NodeTest> Package => Names("package.test.mjs");

    public static TheoryData<NodeTest> Browser => Names("browser.test.mjs");

    [NodeTheory]
    [MemberData(nameof(Timeline))]
    public Task OfARoomsState(NodeTest test) => PassesAsync(test);

    [NodeTheory]
    [MemberData(nameof(Joining))]
    public Task OfJoining(NodeTest test) => PassesAsync(test);

    [NodeTheory]
    [MemberData(nameof(Outbox))]
    public Task OfWhatIsNotSentYet(NodeTest test) => PassesAsync(test);

    [NodeTheory]
    [MemberData(nameof(Conversation))]
    public Task OfAConversation(NodeTest test) => PassesAsync(test);

    [NodeTheory]
    [MemberData(nameof(Faults))]
    public Task OfConnectionsThatAreCut(NodeTest test) => PassesAsync(test);

    [NodeTheory]
    [MemberData(nameof(Session))]
    public Task OfSessions(NodeTest test) => PassesAsync(test);

    [NodeTheory]
    [MemberData(nameof(Waiting))]
    public Task OfRefusalsThatPass(NodeTest test) => PassesAsync(test);

    [NodeTheory]
    [MemberData(nameof(Package))]
    public Task OfWhatIsPublished(NodeTest test) => PassesAsync(test);

    [ProgramTheory("node", "npm", "chromium")]
    [MemberData(nameof(Browser))]
    public Task InARealBrowser(NodeTest test) => PassesAsync(test);

    [NodeFact]
    public void EveryFileOfTestsIsRun()
    {
        string[] run = ["timeline", "joining", "outbox", "conversation", "faults", "session", "waiting", "package", "browser"];
        Directory.GetFiles(Path.Combine(ClientPackage.Folder, "test"), "*.test.mjs").Select(Path.GetFileName).Should().BeEquivalentTo(run.Select(name => $"{name}.test.mjs"));
    }

    private static TheoryData<NodeTest> Names(string file) => [.. NodeTestFile.NamesIn(file).Select(name => new NodeTest(file, name))];

    private async Task PassesAsync(NodeTest test)
    {
        var results = await servers.ResultsAsync(test.File);
        // What goes wrong outside of any test is told under the file's name.
        results.Values.Where(result => Path.IsPathRooted(result.Name)).Select(result => result.Error).Should().BeEmpty("nothing goes wrong beside the tests");
        results.Keys.Should().BeEquivalentTo(NodeTestFile.NamesIn(test.File), "the file came to its end, and a name that is made up while it runs could not be told from one that is missing");
        results[test.Name].Skipped.ValueKind.Should().Be(JsonValueKind.Null, "all that it needs is there");
        results[test.Name].Passed.Should().BeTrue("{0}", results[test.Name].Error);
    }
}
