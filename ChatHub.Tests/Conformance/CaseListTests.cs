using ChatHub.Conformance.Cases;

namespace ChatHub.Tests.Conformance;

/// <summary>The kit's list of cases, as it is read by those who write clients.</summary>
public sealed class CaseListTests
{
    [Fact]
    public void EveryCaseHasANameOfItsOwnAndSaysWhatIsDoneAndWhatMustBeShown()
    {
        CaseList.All.Select(@case => @case.Name).Should().OnlyHaveUniqueItems().And.AllSatisfy(name => name.Should().MatchRegex("^[a-z-]+$"));
        CaseList.All.Should().AllSatisfy(@case => (@case.Done + @case.Shows).Should().NotContain("|", "it stands in a table"));
        CaseList.All.SelectMany(@case => new[] { @case.Done, @case.Shows }).Should().AllSatisfy(sentence => sentence.Should().EndWith("."));
    }
}
