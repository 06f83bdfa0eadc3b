using ChatHub.Tests.Clients.JavaScript;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Documents;

/// <summary>The JavaScript package as one module, which the web app loads, and which lies in the repository so that a server can be built without Node.</summary>
public sealed class BrowserModuleTests
{
    [NodeFact]
    public async Task ItIsTheOneThatThePackageMakes()
    {
        var made = await File.ReadAllTextAsync(Path.Combine(await ClientPackage.BuildOnceAsync(), "browser", "chathub.js"));

        await CommittedFile.ShouldBeUpToDateAsync("clients/js/browser/chathub.js", _ => made);
    }
}
