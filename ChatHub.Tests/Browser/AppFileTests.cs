using ChatHub.Tests.Support;

namespace ChatHub.Tests.Browser;

/// <summary>The web app as it stands in the repository: what can be told without a browser.</summary>
public sealed class AppFileTests
{
    /// <summary>Those that look at the web app's files, or run them in Node.</summary>
    public static TheoryData<string> Files => ["vendored.test.mjs", "texts.test.mjs", "window.test.mjs", "rows.test.mjs", "markdown.test.mjs", "rooms.test.mjs"];

    [NodeTheory]
    [MemberData(nameof(Files))]
    public Task ItsPartsDoWhatTheyPromise(string file) => AppFiles.PassesAsync(file);

    [NodeFact]
    public Task ItIsTyped() => AppFiles.CheckTypesAsync();
}
