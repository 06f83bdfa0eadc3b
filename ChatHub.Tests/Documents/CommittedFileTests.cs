using System.Text;
using ChatHub.Api.Documents;
using ChatHub.Conformance.Cases;

namespace ChatHub.Tests.Documents;

/// <summary>What is made from the code and lies in the repository is as the code is. CONTRIBUTING.md says how to make it anew.</summary>
public sealed class CommittedFileTests
{
    [Fact]
    public Task TheAsyncApiDocumentIsUpToDate() => CommittedFile.ShouldBeUpToDateAsync("docs/asyncapi.json", _ => Encoding.UTF8.GetString(new HubDocuments().AsyncApi.Content));

    [Fact]
    public Task TheTypeScriptTypesAreUpToDate() => CommittedFile.ShouldBeUpToDateAsync("clients/js/src/contract.ts", _ => TypeScriptFile.Make());

    [Fact]
    public Task TheReferenceOfTheConfigurationIsUpToDate() => CommittedFile.ShouldBeUpToDateAsync("docs/configuration.md", ConfigurationTables.PutInto);

    [Fact]
    public Task TheListOfTheConformanceCasesIsUpToDate() => CommittedFile.ShouldBeUpToDateAsync("clients/conformance/CASES.md", _ => CaseList.ToMarkdown());
}
