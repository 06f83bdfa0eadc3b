using ChatHub.Domain.Search;

namespace ChatHub.Tests.Search;

/// <summary>How a query is read. Here phrases stand with a bar between each two; a star behind one says that its last term may go on.</summary>
public sealed class SearchQueryTests
{
    [Theory]
    [InlineData("hello", "hello")]
    [InlineData("Hello  Wörld ", "hello|world")]
    [InlineData("hello\tworld\nthere", "hello|world|there")]
    [InlineData("hello\u00A0world", "hello|world")]
    [InlineData("東京\u3000大阪", "東 京|大 阪")]
    [InlineData("e-mail don't", "e mail|don t")]
    [InlineData("👍 yes", "👍|yes")]
    public void WordsAreLookedForEachByItself(string text, string phrases) => Read(text).Should().Be(phrases);

    [Theory]
    [InlineData("\"hello world\"", "hello world")]
    [InlineData("say \"hello world\" twice", "say|hello world|twice")]
    [InlineData("\"a b\"\"c d\"", "a b|c d")]
    [InlineData("a\"b c\"d", "a|b c|d")]
    [InlineData("\"never closed at all", "never closed at all")]
    [InlineData("\"  spaces   within  \"", "spaces within")]
    public void WordsInQuotesStandSideBySide(string text, string phrases) => Read(text).Should().Be(phrases);

    [Theory]
    [InlineData("wor*", "wor*")]
    [InlineData("hello wor*", "hello|wor*")]
    [InlineData("e-mai*", "e mai*")]
    [InlineData("CAFÉ*", "cafe*")]
    [InlineData("\"hello wor*\"", "hello wor")]
    [InlineData("wor**", "wor")]
    [InlineData("*wor", "wor")]
    [InlineData("w*r", "w r")]
    [InlineData("wor *", "wor")]
    [InlineData("北京*", "北 京")]
    [InlineData("👍*", "👍")]
    public void AStarBehindAWordLooksForItsBeginning(string text, string phrases) => Read(text).Should().Be(phrases);

    [Theory]
    [InlineData("a OR b", "a|or|b")]
    [InlineData("NOT a AND b", "not|a|and|b")]
    [InlineData("NEAR(a b, 5)", "near a|b|5")]
    [InlineData("Terms:a ^b {c} -d +e", "terms a|b|c|d|e")]
    [InlineData("'; DROP TABLE x; --", "drop|table|x")]
    public void ThereAreNoOperators(string text, string phrases) => Read(text).Should().Be(phrases);

    [Theory]
    [InlineData("")]
    [InlineData(" \t ")]
    [InlineData("\"")]
    [InlineData("\"\"")]
    [InlineData("\"\"\"")]
    [InlineData("*")]
    [InlineData("\"*\"")]
    [InlineData("() :: -- ^")]
    [InlineData("\0\uFFFE\uFFFF")]
    public void WhereThereIsNoWordNothingIsLookedFor(string text) => SearchQuery.Parse(text).Phrases.Should().BeEmpty();

    [Fact]
    public void AnyTextCanBeRead()
        => CsCheck.Check.Sample(CsCheck.Gen.String[CsCheck.Gen.Char["ab *\"\u3000北\uD83D\uDC4D\u0301"], 0, 16], text => SearchQuery.Parse(text).Phrases.Should().NotContain(phrase => phrase.Terms.Count == 0));

    [Theory]
    [InlineData("tea tea TEA", "tea")]
    [InlineData("tea tea*", "tea|tea*")]
    [InlineData("\"a b\" \"a b\" a b", "a b|a|b")]
    public void WhatIsAskedForTwiceIsLookedForOnce(string text, string phrases) => Read(text).Should().Be(phrases);

    [Theory]
    [InlineData("a*", "a")]
    [InlineData("ab*", "ab*")]
    [InlineData("北*", "北")]
    public void ABeginningHasTwoLettersAtLeast(string text, string phrases) => Read(text).Should().Be(phrases);

    private static string Read(string text)
        => string.Join('|', SearchQuery.Parse(text).Phrases.Select(phrase => string.Join(' ', phrase.Terms) + (phrase.IsPrefix ? "*" : "")));
}
