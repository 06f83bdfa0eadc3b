using System.Text;
using ChatHub.Domain.Search;
using CsCheck;

namespace ChatHub.Tests.Search;

/// <summary>The terms by which texts are found.</summary>
public sealed class SearchTextTests
{
    [Theory]
    [InlineData("Hello, World!", "hello world")]
    [InlineData("  two\n lines\t", "two lines")]
    [InlineData("don't", "don t")]
    [InlineData("3.14 and 1,000", "3 14 and 1 000")]
    [InlineData("snake_case-and-kebab", "snake case and kebab")]
    [InlineData("@ada #tag ada@mail.example", "ada tag ada mail example")]
    [InlineData("https://a.example/b?c=d", "https a example b c d")]
    [InlineData("\"a\" OR (b) NEAR* ^c:d +e -f", "a or b near c d e f")]
    [InlineData("", "")]
    [InlineData("?!… — “”", "")]
    public void WordsAreRunsOfLettersAndDigits(string text, string terms) => SearchText.ToTerms(text).Should().Be(terms);

    [Theory]
    [InlineData("CAFÉ", "cafe")]
    [InlineData("cafe\u0301", "cafe")]
    [InlineData("Ångström", "angstrom")]
    [InlineData("Ñandú", "nandu")]
    [InlineData("ＡＢＣ１２３", "abc123")]
    [InlineData("ﬁne", "fine")]
    [InlineData("İstanbul", "istanbul")]
    [InlineData("Ёлка", "елка")]
    [InlineData("Ελλάδα", "ελλαδα")]
    [InlineData("ΟΔΟΣ", "οδοσ")]
    [InlineData("οδος", "οδοσ")]
    [InlineData("Tiếng Việt", "tieng viet")]
    [InlineData("x² ①", "x2 1")]
    public void CaseWidthAndAccentsDoNotMatter(string text, string terms) => SearchText.ToTerms(text).Should().Be(terms);

    [Theory]
    [InlineData("我爱北京", "我 爱 北 京")]
    [InlineData("iPhone手机2台", "iphone 手 机 2 台")]
    [InlineData("カメラとｶﾒﾗ", "カ メ ラ と カ メ ラ")]
    [InlineData("한국어로", "한 국 어 로")]
    [InlineData("สวัสดี", "ส ว ั ส ด ี")]
    [InlineData("𠀀𠮷", "𠀀 𠮷")]
    public void InScriptsWithoutSpacesEachCharacterIsATerm(string text, string terms) => SearchText.ToTerms(text).Should().Be(terms);

    [Theory]
    [InlineData("हिन्दी में", "हिन्दी में")]
    [InlineData("שָׁלוֹם", "שָׁלוֹם")]
    [InlineData("عربي", "عربي")]
    public void MarksOfOtherScriptsAreKept(string text, string terms) => SearchText.ToTerms(text).Normalize().Should().Be(terms.Normalize());

    [Theory]
    [InlineData("👍", "👍")]
    [InlineData("👍🏽", "👍")]
    [InlineData("❤️ ❤", "❤ ❤")]
    [InlineData("👨‍👩‍👧", "👨 👩 👧")]
    [InlineData("yes👍yes", "yes 👍 yes")]
    [InlineData("20°C ™", "20 ° c tm")]
    public void EachSymbolIsATerm(string text, string terms) => SearchText.ToTerms(text).Should().Be(terms);

    [Fact]
    public void ATermKnowsItsPlace()
        => SearchText.Split("¡Olé! 𠮷野 cafe\u0301s").Should().Equal(
            new SearchTerm("ole", 1, 3, IsAlone: false), new SearchTerm("𠮷", 6, 2, IsAlone: true), new SearchTerm("野", 8, 1, IsAlone: true),
            new SearchTerm("cafes", 10, 6, IsAlone: false));

    [Fact]
    public void TermsOfAnyTextLieInOrderWithinItAndHoldNothingThatIsSyntax()
        => Check.Sample(Gen.Int[0, 0x10FFFF].Where(Rune.IsValid).Select(value => new Rune(value).ToString()).Array[0, 20].Select(string.Concat), text =>
        {
            var at = 0;
            foreach (var term in SearchText.Split(text))
            {
                (term.Start >= at && term.Length > 0 && term.Start + term.Length <= text.Length).Should().BeTrue();
                at = term.Start + term.Length;
                char.IsLowSurrogate(text[term.Start]).Should().BeFalse();
                term.Text.Should().NotBeEmpty().And.NotContainAny(" ", "\"", "*", "\0");
            }
        });
}
