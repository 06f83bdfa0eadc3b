using System.Net;
using System.Text;
using ChatHub.Domain.Search;
using ChatHub.Domain.Text;
using CsCheck;

namespace ChatHub.Tests.Search;

/// <summary>The part of a message that shows why it was found.</summary>
public sealed class SnippetTests
{
    private static readonly string[] Pieces = ["a", "b", "ab ", " ", "<", "&", "北", "👍", "e\u0301", "'", "."];

    private static readonly string[] Queries = ["a", "b*", "\"a b\"", "北", "👍", "é ab", "none"];

    [Theory]
    [InlineData("hello world", "world", "hello <mark>world</mark>")]
    [InlineData("Crème brûlée", "creme BRULEE", "<mark>Crème</mark> <mark>brûlée</mark>")]
    [InlineData("cafe\u0301s, cafe\u0301", "café", "cafe\u0301s, <mark>cafe\u0301</mark>")]
    [InlineData("one two three", "\"two three\"", "one <mark>two three</mark>")]
    [InlineData("two one three", "\"two three\" one", "two <mark>one</mark> three")]
    [InlineData("working words", "wor*", "<mark>working</mark> <mark>words</mark>")]
    [InlineData("我爱北京天安门", "北京", "我爱<mark>北京</mark>天安门")]
    [InlineData("한국어를 배워요", "한국어", "<mark>한국어</mark>를 배워요")]
    [InlineData("yes 👍🏽 yes", "👍", "yes <mark>👍</mark>🏽 yes")]
    [InlineData("nothing of it", "else", "nothing of it")]
    public void EveryHitIsMarkedWholeAsItStandsInTheText(string text, string query, string snippet) => Make(text, query).Should().Be(snippet);

    [Theory]
    [InlineData("one two three", "\"one two\" \"two three\"", "<mark>one two three</mark>")]
    [InlineData("one two", "one \"one two\"", "<mark>one two</mark>")]
    [InlineData("aaa", "a* aa* aaa", "<mark>aaa</mark>")]
    [InlineData("北京京", "北京 京", "<mark>北京京</mark>")]
    [InlineData("👍👍", "👍", "<mark>👍👍</mark>")]
    public void HitsThatTouchOrOverlapAreOne(string text, string query, string snippet) => Make(text, query).Should().Be(snippet);

    [Theory]
    [InlineData("<script>alert('x')</script>", "alert", "&lt;script&gt;<mark>alert</mark>(&#39;x&#39;)&lt;/script&gt;")]
    [InlineData("a & \"b\"", "b", "a &amp; &quot;<mark>b</mark>&quot;")]
    [InlineData("<mark>fake</mark>", "fake", "&lt;mark&gt;<mark>fake</mark>&lt;/mark&gt;")]
    [InlineData("&lt;b&gt;", "lt", "&amp;<mark>lt</mark>;b&amp;gt;")]
    [InlineData("e<mail", "\"e mail\"", "<mark>e&lt;mail</mark>")]
    public void TheTextIsEscapedWithinHitsAndAroundThem(string text, string query, string snippet) => Make(text, query).Should().Be(snippet);

    [Fact]
    public void OfALongTextThePartAroundTheFirstHitIsShown()
    {
        var text = string.Join(' ', Enumerable.Repeat("before", 100)) + " needle " + string.Join(' ', Enumerable.Repeat("after", 100));

        Make(text, "needle").Should().StartWith("…before ").And.Contain("before <mark>needle</mark> after").And.EndWith("…").And.Match(snippet => snippet.Length < 240);
        Make(text, "else").Should().StartWith("before ").And.EndWith("…");
    }

    [Fact]
    public void AHitAtTheVeryEndAndOneThatIsLongAreShownWhole()
    {
        Make(new string('x', 3000) + " end", "end").Should().Be("…<mark>end</mark>");
        Make($"so {new string('y', 3000)} on", "yy*").Should().Be($"so <mark>{new string('y', 3000)}</mark>…");
    }

    [Fact]
    public void WithoutItsMarksASnippetIsAPartOfTheTextAndOfWholeCharacters()
        => Check.Sample(
            Gen.Select(Gen.Int[0, Pieces.Length - 1].Array[0, 400].Select(numbers => string.Concat(numbers.Select(number => Pieces[number]))), Gen.Int[0, Queries.Length - 1].Select(number => Queries[number])),
            (text, query) =>
            {
                var snippet = Make(text, query);

                Unicode.IsValid(snippet).Should().BeTrue();
                var part = WebUtility.HtmlDecode(new StringBuilder(snippet).Replace("<mark>", "").Replace("</mark>", "").ToString()).Trim('…');
                text.Contains(part, StringComparison.Ordinal).Should().BeTrue();
            });

    private static string Make(string text, string query) => Snippet.Make(text, SearchQuery.Parse(query));
}
