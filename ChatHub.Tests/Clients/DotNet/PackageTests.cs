using System.IO.Compression;
using ChatHub.Tests.Readme;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Clients.DotNet;

/// <summary>What is published: the packages hold what they should, and a project made from scratch compiles with them and talks.</summary>
public sealed class PackageTests(PackedClient packed, ChatServer server) : IClassFixture<PackedClient>, IClassFixture<ChatServer>, IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("ChatHub.Client")]
    [InlineData("ChatHub.Contracts")]
    public void ThePackageHasItsLibraryDocsReadmeLicenseAndSymbols(string name)
    {
        using var package = ZipFile.OpenRead(Directory.GetFiles(packed.Folder, $"{name}.*.nupkg").Single());
        using var symbols = ZipFile.OpenRead(Directory.GetFiles(packed.Folder, $"{name}.*.snupkg").Single());
        using var spec = new StreamReader(package.GetEntry($"{name}.nuspec")!.Open());

        package.Entries.Select(entry => entry.FullName).Should().Contain([$"lib/net10.0/{name}.dll", $"lib/net10.0/{name}.xml", "README.md"]);
        symbols.Entries.Select(entry => entry.FullName).Should().Contain($"lib/net10.0/{name}.pdb");
        spec.ReadToEnd().Should().Contain("""<license type="expression">MIT</license>""").And.NotContain("Meziantou").And.NotContain("ILLink");
    }

    [Fact]
    public async Task AProjectFromScratchCompilesWithoutAWarningAndTalksWithoutReflection()
    {
        var user = await server.NewUserAsync();
        await WriteTalkAsync("<JsonSerializerIsReflectionEnabledByDefault>false</JsonSerializerIsReflectionEnabledByDefault>");

        await ScriptProcess.RunAsync(_folder.Path, packed.Environment, "dotnet", "build");
        var printed = await ScriptProcess.RunAsync(_folder.Path, packed.Environment, "dotnet", "run", "--no-build", "--", server.Url.ToString(), user.Username, ChatServer.Password);

        printed.Should().EndWith("talked");
        await using var reader = await server.ChatAsync(await server.NewUserAsync());
        (await reader.JoinAsync("general")).Messages.Should().Contain(message => message.Text == "from scratch" && message.Sender == user.Username);
    }

    [Fact]
    public async Task ATrimmedAppIsPublishedWithoutAWarningAndTalks()
    {
        var user = await server.NewUserAsync();
        await WriteTalkAsync("<PublishTrimmed>true</PublishTrimmed><SelfContained>true</SelfContained><TrimmerSingleWarn>false</TrimmerSingleWarn>");

        await ScriptProcess.RunAsync(_folder.Path, packed.Environment, "dotnet", "publish", "--use-current-runtime", "-o", "trimmed");
        var program = _folder.File(Path.Combine("trimmed", OperatingSystem.IsWindows() ? "talk.exe" : "talk"));
        var printed = await ScriptProcess.RunAsync(_folder.Path, [], program, server.Url.ToString(), user.Username, ChatServer.Password);

        printed.Should().EndWith("talked");
    }

    [ProgramFact("bash")]
    public async Task TheTenLinesOfTheReadmeRunAsTheyStand()
    {
        await server.NewUserAsync("luis", "es");
        await using var ana = await server.ChatAsync(await server.NewUserAsync());
        var room = await ana.JoinAsync("general");
        await packed.ConfigureAsync(_folder.Path);
        await File.WriteAllTextAsync(_folder.File("ten.cs"), ReadmeText.BlockStarting("// ten.cs"));
        var environment = new Dictionary<string, string>(packed.Environment) { ["CHATHUB_URL"] = server.Url.GetLeftPart(UriPartial.Authority) };

        await using var script = ScriptProcess.Start(_folder.Path, environment, ["bash", "-euc", ReadmeText.BlockStarting("dotnet run ten.cs")]);
        await script.UntilAsync(() => script.Lines.Any(line => line.EndsWith("luis: Hello from C#!", StringComparison.Ordinal)), "it has sent");
        await room.SendAsync("Hello to C#!");

        await script.UntilAsync(() => script.Lines.Any(line => line.EndsWith($"luis: Hello from C#! · {ana.User.Username}: Hello to C#!", StringComparison.Ordinal)), "it reads what comes");
        room.Texts().Count(text => text == "Hello from C#!").Should().Be(1);
    }

    /// <summary>An app from scratch whose every warning is an error, and that says whether it could talk.</summary>
    private async Task WriteTalkAsync(string properties)
    {
        await packed.ConfigureAsync(_folder.Path);
        await File.WriteAllTextAsync(_folder.File("talk.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="ChatHub.Client" Version="0.1.0" />
              </ItemGroup>
            </Project>
            """);
        await File.WriteAllTextAsync(_folder.File("talk.cs"), """
            using ChatHub.Client;

            await using var chat = await ChatClient.ConnectAsync(new() { Url = new(args[0]), Username = args[1], Password = args[2] });
            var room = await chat.JoinAsync("general");
            var receipt = await room.SendAsync("from scratch");
            await room.AddReactionAsync(receipt.Id, "👍");
            await room.LoadOlderAsync();
            await room.MarkReadAsync();
            Console.WriteLine(room.Messages[^1] is { Text: "from scratch", Reactions.Count: 1 } ? "talked" : "did not");
            """);
    }
}
