using ChatHub.Tests.Clients.JavaScript;
using ChatHub.Tests.Documents;
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

    [NodeFact]
    public async Task ItsClientIsTheOneThatThePackageMakes()
    {
        var made = await File.ReadAllTextAsync(Path.Combine(await ClientPackage.BuildOnceAsync(), "browser", "chathub.js"));

        await CommittedFile.ShouldBeUpToDateAsync("clients/js/browser/chathub.js", _ => made);
    }
}
