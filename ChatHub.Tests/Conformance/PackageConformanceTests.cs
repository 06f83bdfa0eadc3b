using ChatHub.Conformance.Adapter;
using ChatHub.Conformance.Cases;
using ChatHub.Conformance.Playing;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Conformance;

/// <summary>Every case of the kit against <c>@chathub/client</c>.</summary>
public sealed class JavaScriptConformanceTests(SharedRunner shared) : PackageConformanceTests(shared)
{
    [JavaScriptAdapterTheory]
    [MemberData(nameof(Cases))]
    public async Task TheJavaScriptPackagePasses(string name)
    {
        await Clients.JavaScript.ClientPackage.BuildOnceAsync();
        await PassesAsync(new AdapterCommand(Programs.Find("node")!, [Adapters.JavaScriptFile]), name);
    }

    /// <summary>Shows as skipped where Node or the package's adapter is missing.</summary>
    private sealed class JavaScriptAdapterTheoryAttribute : TheoryAttribute
    {
        public JavaScriptAdapterTheoryAttribute() => Skip = Programs.WhyMissing("node", "npm") ?? WhyMissing(Adapters.JavaScriptFile);
    }
}

/// <summary>Every case of the kit against <c>ChatHub.Client</c>.</summary>
public sealed class DotNetConformanceTests(SharedRunner shared) : PackageConformanceTests(shared)
{
    [DotNetAdapterTheory]
    [MemberData(nameof(Cases))]
    public Task TheDotNetPackagePasses(string name) => PassesAsync(Adapters.DotNet(Adapters.DotNetFile), name);

    private sealed class DotNetAdapterTheoryAttribute : TheoryAttribute
    {
        public DotNetAdapterTheoryAttribute() => Skip = WhyMissing(Adapters.DotNetFile);
    }
}

/// <summary>What the two have in common.</summary>
public abstract class PackageConformanceTests(SharedRunner shared) : IClassFixture<SharedRunner>
{
    public static TheoryData<string> Cases => new(CaseList.All.Select(@case => @case.Name));

    protected static string? WhyMissing(string file) => File.Exists(file) ? null : $"Needs {file}.";

    protected async Task PassesAsync(AdapterCommand command, string name)
    {
        var verdict = await shared.RunAsync(command, name, Patience.Usual);

        verdict.Fault.Should().BeNull("{0}", verdict.Details);
    }
}
