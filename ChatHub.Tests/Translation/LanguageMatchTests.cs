using ChatHub.Domain.Translation;

namespace ChatHub.Tests.Translation;

/// <summary>Which of a provider's languages serves whom; in the tables the provider's stand with spaces between them.</summary>
public sealed class LanguageMatchTests
{
    [Theory]
    [InlineData("es", "en es es-MX", "es")]
    [InlineData("es-MX", "en es es-MX", "es-MX")]
    [InlineData("no", "nb no", "no")]
    [InlineData("zh", "zh-Hans zh", "zh")]
    [InlineData("de-CH-1901", "de de-CH-1901", "de-CH-1901")]
    public void TheTagItselfIsTheBest(string tag, string available, string found) => Find(tag, available).Should().Be(found);

    [Theory]
    [InlineData("no", "nb")]
    [InlineData("zh", "zh-Hans")]
    [InlineData("zh-CN", "zh-Hans")]
    [InlineData("zh-SG", "zh-Hans")]
    [InlineData("zh-CN", "zh")]
    [InlineData("zh-TW", "zh-Hant")]
    [InlineData("zh-HK", "zh-Hant")]
    [InlineData("zh-MO", "zh-Hant")]
    [InlineData("zh-CN", "zh-Hans-CN")]
    [InlineData("cmn", "zh")]
    [InlineData("iw", "he")]
    [InlineData("in", "id")]
    [InlineData("ji", "yi")]
    [InlineData("jw", "jv")]
    [InlineData("mo", "ro")]
    [InlineData("tl", "fil")]
    [InlineData("sh", "sr-Latn")]
    [InlineData("sr", "sr-Cyrl")]
    [InlineData("sr-ME", "sr-Latn")]
    [InlineData("en", "en-Latn")]
    [InlineData("ru", "ru-Cyrl")]
    public void AnotherNameOfTheSameLanguageServesBothWays(string one, string other)
    {
        Find(one, $"en-GB fr {other}").Should().Be(other);
        Find(other, $"en-GB fr {one}").Should().Be(one);
    }

    [Theory]
    [InlineData("pt-BR", "es pt", "pt")]
    [InlineData("zh-Hant-TW", "zh zh-Hant", "zh-Hant")]
    [InlineData("zh-TW", "zh-HK zh-Hant", "zh-Hant")]
    [InlineData("sl-rozaj-biske", "sl sl-rozaj", "sl-rozaj")]
    [InlineData("sl-rozaj-biske", "sl", "sl")]
    [InlineData("de-CH-1901", "de de-CH", "de-CH")]
    [InlineData("no-NO", "nb", "nb")]
    [InlineData("iw-IL", "he", "he")]
    public void WithoutItsLastPartsItIsStillThatLanguage(string tag, string available, string found) => Find(tag, available).Should().Be(found);

    [Theory]
    [InlineData("pt", "es pt-BR pt-PT", "pt-BR")]
    [InlineData("es-MX", "en es-ES", "es-ES")]
    [InlineData("en-AU", "en-GB en-US", "en-GB")]
    [InlineData("zh-Hant", "zh-CN zh-TW", "zh-TW")]
    [InlineData("zh-HK", "zh-CN zh-TW", "zh-TW")]
    [InlineData("zh", "zh-CN", "zh-CN")]
    public void AtLastAnotherRegionServes(string tag, string available, string found) => Find(tag, available).Should().Be(found);

    [Theory]
    [InlineData("zh-Hant", "zh zh-Hans zh-CN")]
    [InlineData("zh-TW", "zh zh-Hans zh-CN")]
    [InlineData("zh", "zh-Hant zh-TW")]
    [InlineData("sr-Latn", "sr sr-Cyrl")]
    [InlineData("sr", "sr-Latn sh")]
    [InlineData("ru-Latn", "ru")]
    [InlineData("pa-PK", "pa")]
    [InlineData("nn", "nb no")]
    [InlineData("de", "de-CH-1901")]
    [InlineData("yue", "zh zh-Hant")]
    [InlineData("es", "en pt")]
    [InlineData("es", "")]
    public void AnotherScriptOrLanguageDoesNot(string tag, string available) => Find(tag, available).Should().BeNull();

    [Fact]
    public void WhileNoListIsKnownEveryTagStandsForItself()
    {
        var languages = new TranslationLanguages();

        languages.Resolve("zh-CN").Should().Be("zh-CN");
        languages.Replace(["pt", "zh"]);

        languages.Resolve("zh-CN").Should().Be("zh");
        languages.Resolve("pt-BR").Should().Be("pt");
        languages.Resolve("es").Should().BeNull();
        languages.Resolve(null).Should().BeNull();
    }

    private static string? Find(string tag, string available) => LanguageMatch.Find(tag, available.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
