using System.Reflection;
using System.Xml.Linq;
using ChatHub.Contracts;
using ChatHub.Domain.Accounts;
using ChatHub.Infrastructure;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Architecture;

/// <summary>Domain depends on nothing, Infrastructure on Domain, Api on both and on the contracts, which depend on nothing either; and names say what a thing is.</summary>
public sealed class DependencyRuleTests
{
    private static readonly string[] NotOurs = ["bin", "obj", ".git", "node_modules"];
    private static readonly string[] EmptyWords = ["Helper", "Util", "Manager"];

    [Theory]
    [InlineData(typeof(User))]
    [InlineData(typeof(MessageDto))]
    public void TheDomainAndTheContractsReferenceNothingButTheBaseLibraries(Type ofThem)
    {
        var baseLibraries = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

        ReferencesOf(ofThem.Assembly).Should().NotBeEmpty().And.OnlyContain(name => File.Exists(Path.Combine(baseLibraries, name + ".dll")));
    }

    [Theory]
    [InlineData("ChatHub.Domain")]
    [InlineData("clients/dotnet/ChatHub.Contracts")]
    public void TheirProjectFilesAskForNoPackageProjectOrFramework(string project)
        => ItemsOf(project).Should().BeEmpty();

    [Fact]
    public void TheApiReferencesTheOtherTwoAndTheContracts()
        => ItemsOf("ChatHub.Api").Where(IsProject).Should().BeEquivalentTo(
            "ProjectReference ../ChatHub.Domain/ChatHub.Domain.csproj",
            "ProjectReference ../ChatHub.Infrastructure/ChatHub.Infrastructure.csproj",
            "ProjectReference ../clients/dotnet/ChatHub.Contracts/ChatHub.Contracts.csproj");

    [Fact]
    public void TheInfrastructureReferencesTheDomainAndNotTheApi()
    {
        ReferencesOf(typeof(DataDirectory).Assembly).Should().Contain("ChatHub.Domain").And.NotContain("ChatHub.Api");
        ItemsOf("ChatHub.Infrastructure").Where(IsProject)
            .Should().Equal("ProjectReference ../ChatHub.Domain/ChatHub.Domain.csproj");
    }

    [Fact]
    public void NoFileHasANameThatCouldHoldAnything()
    {
        var names = Files(Repository.Root).Select(Path.GetFileName).Where(name => name!.EndsWith(".cs", StringComparison.Ordinal)).ToList();

        names.Should().Contain("Program.cs");
        names.Where(name => name != "ChatHubLifetimeManager.cs")
            .Should().NotContain(name => EmptyWords.Any(word => name!.Contains(word, StringComparison.OrdinalIgnoreCase)));
    }

    private static IEnumerable<string> ReferencesOf(Assembly assembly) => assembly.GetReferencedAssemblies().Select(reference => reference.Name!);

    private static bool IsProject(string item) => item.StartsWith("ProjectReference", StringComparison.Ordinal);

    private static List<string> ItemsOf(string project)
        => XDocument.Load(Path.Combine(Repository.Root, project, Path.GetFileName(project) + ".csproj")).Descendants("ItemGroup").Elements()
            .Where(item => item.Name.LocalName.EndsWith("Reference", StringComparison.Ordinal))
            .Select(item => $"{item.Name.LocalName} {item.Attribute("Include")?.Value}").ToList();

    private static IEnumerable<string> Files(string directory)
        => Directory.EnumerateFiles(directory).Concat(
            Directory.EnumerateDirectories(directory).Where(folder => !NotOurs.Contains(Path.GetFileName(folder))).SelectMany(Files));
}
