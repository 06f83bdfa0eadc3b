using ChatHub.Tests.Support;

namespace ChatHub.Tests.Browser;

/// <summary>The web app as it stands in the repository: what can be told without a browser.</summary>
public sealed class AppFileTests
{
    /// <summary>Those that look at the web app's files, or run them in Node.</summary>
    public static TheoryData<string> Files => AppFiles.Named("*.test.mjs");

    [NodeTheory]
    [MemberData(nameof(Files))]
    public Task ItsPartsDoWhatTheyPromise(string file) => AppFiles.PassesAsync(file);

    [NodeFact]
    public Task ItIsTyped() => AppFiles.CheckTypesAsync();
}
