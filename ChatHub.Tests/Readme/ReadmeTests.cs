using System.Net.Http.Json;
using System.Text.Json;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Readme;

/// <summary>That the walk-through of README.md works when it is pasted as it stands, in a folder outside of the repository.</summary>
public sealed class ReadmeTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryDirectory _data = new();
    private readonly TemporaryDirectory _folder = new();
    private readonly TemporaryDirectory _share = new();
    private ServerProcess? _server;

    private Dictionary<string, string> Environment => new()
    {
        ["CHATHUB_URL"] = _server!.Url.GetLeftPart(UriPartial.Authority),
        // What the SDK builds for a file-based app goes with the test; and no compiler stays behind with the test's pipes in its hands.
        ["XDG_DATA_HOME"] = _share.Path,
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["UseSharedCompilation"] = "false",
    };

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }

    public void Dispose()
    {
        _share.Dispose();
        _folder.Dispose();
        _data.Dispose();
    }

    [ProgramFact("bash", "curl")]
    public async Task TheCurlCommandsSignUpAndLogIn()
    {
        _server = await ServerProcess.StartAsync(_data.Path);

        var printed = await SignUpWithCurlAsync();

        var lines = printed.Split('\n');
        lines.Should().HaveCount(3);
        lines[0].Should().StartWith("""{"user":{"username":"ada",""").And.Contain("\"language\":\"en\"");
        lines[1].Should().StartWith("""{"user":{"username":"luis",""").And.Contain("\"language\":\"es\"");
        lines[2].Should().StartWith("""{"status":"OK","accessToken":""");
    }

    [ProgramFact("bash", "curl", "node", "npm")]
    public async Task TheJavaScriptAndTheCSharpClientReadEachOtherAndComeBackAfterAKill()
    {
        _server = await ServerProcess.StartAsync(_data.Path);
        await SignUpWithCurlAsync();
        await SaveAsync("chat.cs");
        await ScriptProcess.RunAsync(_folder.Path, Environment, "dotnet", "build", "chat.cs");
        await using var javaScript = await RunNodeAsync("chat.mjs");
        await javaScript.PrintsAsync("ada: Hello from JavaScript!");
        await using var cSharp = RunAsPasted("dotnet run chat.cs");
        await cSharp.PrintsAsync("ada: Hello from JavaScript!");
        await javaScript.PrintsAsync("luis: Hello from C#!");
        await cSharp.PrintsAsync("luis: Hello from C#!");

        await _server.KillAsync();
        _server = await _server.StartAgainAsync();
        var token = await _server.SignInAsync("grace");
        await _server.JoinAsync(token, "grace", "general");
        await _server.PostAsync(token, "general", "Welcome back!");

        string[] said = ["ada: Hello from JavaScript!", "luis: Hello from C#!", "grace: Welcome back!"];
        foreach (var script in new[] { javaScript, cSharp })
        {
            await script.PrintsAsync("grace: Welcome back!");
            script.Lines.Should().Equal(said);
        }
    }

    [ProgramFact("bash", "curl", "node", "npm")]
    public async Task WithTheStubEachReadsTheOtherInTheirOwnLanguage()
    {
        const string Start = "dotnet run --project ChatHub.Api -- ";
        var settings = ReadmeText.BlockStarting(Start + "--Translation:Provider=Pseudo").Trim()[Start.Length..];
        _server = await ServerProcess.StartAsync(_data.Path, settings.Split(' '));
        await SignUpWithCurlAsync();

        await using var script = await RunNodeAsync("languages.mjs");

        var promised = ReadmeText.BlockStarting("luis (es) reads \"Good morning!\" as \"[es] Good morning!\"").Trim().Split('\n');
        promised.Should().HaveCount(2).And.Contain(line => line.Contains("[en] "));
        foreach (var line in promised)
            await script.PrintsAsync(line);
        await script.EndsAsync();
        script.Lines.Should().BeEquivalentTo(promised);
    }

    [ProgramFact("bash", "node")]
    public async Task AnAppsBackendOpensASessionForItsOwnUser()
    {
        const string key = "0123456789abcdef0123456789abcdef";
        ReadmeText.BlockStarting("export CHATHUB_SERVER_KEY=\"$(openssl rand -hex 32)\"").Should().Contain("Auth__ServerKeys=\"$CHATHUB_SERVER_KEY\"").And.EndWith("-- --Auth:Signup=Closed\n");
        _server = await ServerProcess.StartAsync(_data.Path, "--Auth:ServerKeys", key, "--Auth:Signup=Closed");
        await SaveAsync("backend.mjs");

        await using var backend = ScriptProcess.Start(
            _folder.Path, new Dictionary<string, string>(Environment) { ["CHATHUB_SERVER_KEY"] = key, ["PORT"] = "0" }, ["bash", "-euc", ReadmeText.BlockStarting("node backend.mjs")]);
        await Eventually.TrueAsync(() => !backend.Lines.IsEmpty, "the backend listens");

        using var http = new HttpClient();
        var session = await http.GetFromJsonAsync<JsonElement>(new Uri(backend.Lines.Single().Split("backend: ")[1]));
        session.GetProperty("user").GetProperty("displayName").GetString().Should().Be("Ada Lovelace");
        http.DefaultRequestHeaders.Authorization = new("Bearer", session.GetProperty("accessToken").GetString());
        (await http.GetAsync(new Uri(_server.Url, "/me"))).IsSuccessStatusCode.Should().BeTrue();
    }

    private Task<string> SignUpWithCurlAsync()
        => ScriptProcess.RunAsync(_folder.Path, Environment, "bash", "-euc", ReadmeText.BlockStarting("# sign up and log in"));

    private async Task<ScriptProcess> RunNodeAsync(string file)
    {
        await SaveAsync(file);
        // In the place of `npm install @microsoft/signalr`: the same package, in the version of the tests' lock file.
        ReadmeText.BlockStarting("npm install @microsoft/signalr").Trim().Should().Be("npm install @microsoft/signalr");
        Directory.CreateSymbolicLink(_folder.File("node_modules"), Path.Combine(await NodePackages.FolderAsync(), "node_modules"));
        return RunAsPasted($"node {file}");
    }

    private ScriptProcess RunAsPasted(string command)
        => ScriptProcess.Start(_folder.Path, Environment, ["bash", "-euc", ReadmeText.BlockStarting(command)]);

    private Task SaveAsync(string file) => File.WriteAllTextAsync(_folder.File(file), ReadmeText.BlockStarting($"// {file}"));
}
