using ChatHub.Domain.Translation;

namespace ChatHub.Tests.Translation;

public sealed class LanguageTagTests
{
    [Theory]
    [InlineData("es", "es")]
    [InlineData("ES", "es")]
    [InlineData("pt-br", "pt-BR")]
    [InlineData("PT-BR", "pt-BR")]
    [InlineData("zh-hant", "zh-Hant")]
    [InlineData("ZH-HANT-TW", "zh-Hant-TW")]
    [InlineData("es-419", "es-419")]
    [InlineData("de-ch-1901", "de-CH-1901")]
    [InlineData("SL-ROZAJ-BISKE", "sl-rozaj-biske")]
    [InlineData("gsw", "gsw")]
    public void ATagIsWrittenAsTheRfcRecommends(string text, string canonical)
    {
        LanguageTag.Check(text, out var tag).Should().BeNull();

        tag!.Value.Should().Be(canonical);
    }

    [Fact]
    public void NoneIsGoodAndStandsForNone()
    {
        LanguageTag.Check(null, out var tag).Should().BeNull();

        tag.Should().BeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("e")]
    [InlineData("english")]
    [InlineData("en_US")]
    [InlineData("en-")]
    [InlineData("-en")]
    [InlineData("en--US")]
    [InlineData("en ")]
    [InlineData("en\n")]
    [InlineData("en\0")]
    [InlineData("ｅｎ")]
    [InlineData("x-private")]
    [InlineData("en-x-private")]
    [InlineData("en-u-ca-buddhist")]
    [InlineData("de-1901-1996-abcde")]
    public void WhatNamesNoLanguageIsRefused(string text)
    {
        LanguageTag.Check(text, out var tag).Should().StartWith("Must be a BCP 47 language tag");

        tag.Should().BeNull();
    }

    [Fact]
    public void TheCanonicalFormIsItsOwnAndTheSameForEveryCase()
        => CsCheck.Check.Sample(Tags(), text =>
        {
            var canonical = CanonicalOf(text);

            CanonicalOf(canonical).Should().Be(canonical);
            CanonicalOf(text.ToUpperInvariant()).Should().Be(canonical);
            CanonicalOf(text.ToLowerInvariant()).Should().Be(canonical);
        });

    private static CsCheck.Gen<string> Tags()
    {
        var (letter, digit) = (CsCheck.Gen.Char["aBcDzZ"], CsCheck.Gen.Char["0129"]);
        var language = CsCheck.Gen.String[letter, 2, 3];
        var script = Maybe(CsCheck.Gen.String[letter, 4, 4]);
        var region = Maybe(CsCheck.Gen.OneOf(CsCheck.Gen.String[letter, 2, 2], CsCheck.Gen.String[digit, 3, 3]));
        var variant = Maybe(CsCheck.Gen.OneOf(CsCheck.Gen.String[letter, 5, 8], CsCheck.Gen.String[digit, 4, 4]));
        return CsCheck.Gen.Select(language, script, region, variant, (a, b, c, d) => a + b + c + d);
    }

    private static CsCheck.Gen<string> Maybe(CsCheck.Gen<string> part)
        => CsCheck.Gen.OneOf(CsCheck.Gen.Const(""), CsCheck.Gen.Select(part, text => "-" + text));

    private static string CanonicalOf(string text)
    {
        LanguageTag.Check(text, out var tag).Should().BeNull();
        return tag!.Value;
    }
}
