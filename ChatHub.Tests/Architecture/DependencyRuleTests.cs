using System.Reflection;
using System.Xml.Linq;
using ChatHub.Domain.Accounts;
using ChatHub.Infrastructure;

namespace ChatHub.Tests.Architecture;

/// <summary>Domain depends on nothing, Infrastructure on Domain, Api on both; and names say what a thing is.</summary>
public sealed class DependencyRuleTests
{
    private static readonly string[] NotOurs = ["bin", "obj", ".git", "node_modules"];
    private static readonly string[] EmptyWords = ["Helper", "Util", "Manager"];

    private static readonly string Root = FindRoot(AppContext.BaseDirectory);

    [Fact]
    public void TheDomainReferencesNothingButTheBaseLibraries()
    {
        var baseLibraries = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

        ReferencesOf(typeof(User).Assembly).Should().NotBeEmpty().And.OnlyContain(name => File.Exists(Path.Combine(baseLibraries, name + ".dll")));
    }

    [Fact]
    public void TheDomainsProjectFileAsksForNoPackageProjectOrFramework()
        => ItemsOf("ChatHub.Domain").Should().BeEmpty();

    [Fact]
    public void TheInfrastructureReferencesTheDomainAndNotTheApi()
    {
        ReferencesOf(typeof(DataDirectory).Assembly).Should().Contain("ChatHub.Domain").And.NotContain("ChatHub.Api");
        ItemsOf("ChatHub.Infrastructure").Where(item => item.StartsWith("ProjectReference", StringComparison.Ordinal))
            .Should().Equal("ProjectReference ../ChatHub.Domain/ChatHub.Domain.csproj");
    }

    [Fact]
    public void NoFileHasANameThatCouldHoldAnything()
    {
        var names = Files(Root).Select(Path.GetFileName).Where(name => name!.EndsWith(".cs", StringComparison.Ordinal)).ToList();

        names.Should().Contain("Program.cs");
        names.Where(name => name != "ChatHubLifetimeManager.cs")
            .Should().NotContain(name => EmptyWords.Any(word => name!.Contains(word, StringComparison.OrdinalIgnoreCase)));
    }

    private static IEnumerable<string> ReferencesOf(Assembly assembly) => assembly.GetReferencedAssemblies().Select(reference => reference.Name!);

    private static List<string> ItemsOf(string project)
        => XDocument.Load(Path.Combine(Root, project, project + ".csproj")).Descendants("ItemGroup").Elements()
            .Where(item => item.Name.LocalName.EndsWith("Reference", StringComparison.Ordinal))
            .Select(item => $"{item.Name.LocalName} {item.Attribute("Include")?.Value}").ToList();

    private static IEnumerable<string> Files(string directory)
        => Directory.EnumerateFiles(directory).Concat(
            Directory.EnumerateDirectories(directory).Where(folder => !NotOurs.Contains(Path.GetFileName(folder))).SelectMany(Files));

    private static string FindRoot(string directory)
        => File.Exists(Path.Combine(directory, "ChatHub.sln")) ? directory : FindRoot(Path.GetDirectoryName(directory)!);
}
