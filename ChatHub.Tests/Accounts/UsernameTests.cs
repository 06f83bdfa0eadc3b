using System.Text;
using System.Text.RegularExpressions;
using ChatHub.Domain.Accounts;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Accounts;

public sealed class UsernameTests
{
    public static TheoryData<string?> Impossible =>
    [
        null, "", " ", "ada lovelace", " ada", "ada\n", "a\0b", "a\u0007b", "a/b", "a@b", "a:b", "😀", "a\u200Bb", "a\uFFFEb", "\uFFFF", "½", "\uFDFA",
        new string('a', 65), new string('é', 65), string.Concat(Enumerable.Repeat("\U00010400", 65)), new string('a', 100_000),
    ];

    [Theory]
    [InlineData("a", "a")]
    [InlineData("Ada.Lovelace_1815-", "Ada.Lovelace_1815-")]
    [InlineData("日本語", "日本語")]
    [InlineData("नमस्ते", "नमस्ते")]
    [InlineData("٣٤", "٣٤")]
    [InlineData("\U00010400", "\U00010400")]
    [InlineData("ａｄａ", "ada")]
    [InlineData("e\u0301mile", "\u00E9mile")]
    [InlineData("ﬁn", "fin")]
    public void LettersMarksAndDigitsOfAnyScriptAreGoodAndNormalised(string text, string name)
    {
        Username.Check(text, out var parsed).Should().BeNull();

        parsed.Value.Should().Be(name);
    }

    [Theory]
    [MemberData(nameof(LoneSurrogates.Within8Characters), MemberType = typeof(LoneSurrogates), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Impossible))]
    public void WhatIsNoNameIsRefusedWithASentence(string? text)
    {
        Username.Check(text, out _).Should().StartWith("Must have 1 to 64 characters");
        Username.TryParse(text, out _).Should().BeFalse();
    }

    [Theory]
    [InlineData("a")]
    [InlineData("\U00010400")]
    [InlineData("e\u0301")]
    [InlineData("\u03B9\u0308\u0301")]
    public void SixtyFourCodePointsAfterNormalisationAreNotTooMany(string character)
        => Username.Check(string.Concat(Enumerable.Repeat(character, 64)), out _).Should().BeNull();

    [Theory]
    [InlineData("system")]
    [InlineData("SYSTEM")]
    [InlineData("ｓｙｓｔｅｍ")]
    [InlineData("Admin")]
    [InlineData("deleted-user")]
    [InlineData("Deleted-User")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("\u2024\u2024")]
    public void ReservedNamesAreRefusedHoweverTheyAreWritten(string text)
        => Username.Check(text, out _).Should().Be("Is reserved.");

    [Theory]
    [InlineData("аdmin")]
    [InlineData("pаypal")]
    [InlineData("ΑΒC")]
    [InlineData("luisօ")]
    [InlineData("Ꭺda")]
    [InlineData("Ольга.Ꮯ")]
    [InlineData("ада-ο")]
    [InlineData("ｌuisа")]
    [InlineData("a.b.c_1.2.3-д")]
    [InlineData("Straßе")]
    public void NamesThatMixScriptsThatLookAlikeAreRefused(string text)
        => Username.Check(text, out _).Should().StartWith("Must not mix letters of the Latin");

    [Theory]
    [InlineData("ольга-1.2_3")]
    [InlineData("Ёлка")]
    [InlineData("Ελένη")]
    [InlineData("Աննա")]
    [InlineData("ᎠᎾ")]
    [InlineData("Ångström-ßẞ")]
    [InlineData("ada日本語")]
    [InlineData("ольга日本")]
    [InlineData("adaملك")]
    [InlineData("e\u0301ʼada")]
    public void ANameOfOneOfThemMayHaveWhatBelongsToAllOrLooksLikeNone(string text) => Username.Check(text, out _).Should().BeNull();

    [Theory]
    [InlineData("IsCyrillic", "a")]
    [InlineData("IsCyrillicSupplement", "a")]
    [InlineData("IsGreekExtended", "a")]
    [InlineData("IsArmenian", "a")]
    [InlineData("IsCherokee", "a")]
    [InlineData("IsLatinExtended-A", "я")]
    [InlineData("IsLatinExtended-B", "я")]
    [InlineData("IsLatinExtendedAdditional", "я")]
    [InlineData("IsLatin-1Supplement", "я")]
    public void EveryLetterOfABlockIsOfItsScript(string block, string other)
    {
        // Not those that are other letters under NFKC, as the micro sign is.
        var letters = Enumerable.Range(0, 0x10000).Where(Rune.IsValid).Select(value => new Rune(value).ToString()).Where(letter =>
            Regex.IsMatch(letter, $@"[\p{{{block}}}-[^\p{{L}}]]", RegexOptions.None, TimeSpan.FromSeconds(1)) && letter.IsNormalized(NormalizationForm.FormKC)).ToList();

        letters.Should().NotBeEmpty();
        letters.Where(letter => Username.Check(letter + other, out _) is null).Should().BeEmpty();
    }

    [Theory]
    [InlineData("\u3164")]
    [InlineData("\u115Fada")]
    [InlineData("ada\uFFA0")]
    [InlineData("ada\uFE0F")]
    [InlineData("ada\u034F")]
    [InlineData("ada\U000E0101")]
    public void NamesThatDifferByNothingToSeeAreRefused(string text)
        => Username.Check(text, out _).Should().Be("Must not contain characters that show nothing.");

    [Fact]
    public void AnAccountOfAnOlderRuleCanStillBeAddressed()
    {
        Username.TryParse("аdmin", out _).Should().BeTrue();
        Username.TryParse("\u3164", out _).Should().BeTrue();
    }

    [Theory]
    [InlineData("weiß", "weiss")]
    [InlineData("ﬀ\u0131", "ffi")]
    [InlineData("résumé", "resume")]
    public void NamesThatDifferByMoreThanCaseAreTwo(string one, string other) => KeyOf(one).Should().NotBe(KeyOf(other));

    [Theory]
    [InlineData("Ada", "aDA")]
    [InlineData("Οδυσσεύς", "ΟΔΥΣΣΕΎΣ")]
    [InlineData("ς", "σ")]
    [InlineData("Straße", "STRAẞE")]
    [InlineData("\U00010400", "\U00010428")]
    [InlineData("\u212Aelvin", "kelvin")]
    [InlineData("E\u0301mile", "émile")]
    public void NamesThatDifferInCaseOnlyAreOneName(string one, string other)
        => KeyOf(one).Should().Be(KeyOf(other));

    [Fact]
    public void ALetterAndItsUpperAndLowerCaseHaveOneKey()
    {
        // All of them: a random sample would hardly meet the few letters that are special.
        var special = Enumerable.Range(0, 0x110000).Where(Rune.IsValid).Select(value => new Rune(value)).Where(letter =>
            Username.TryParse(letter.ToString(), out var name)
            && new[] { Rune.ToUpperInvariant, (Func<Rune, Rune>)Rune.ToLowerInvariant }.Any(change => KeyOf(change(letter).ToString()) != name.Key));

        special.Should().BeEmpty();
    }

    [Fact]
    public void ANameIsWrittenAsItStaysWhenItIsReadAgain()
        => CsCheck.Check.Sample(CsCheck.Gen.String, text =>
        {
            if (!Username.TryParse(text, out var name))
                return;
            Username.TryParse(name.Value, out var again).Should().BeTrue();
            again.Should().Be(name);
        });

    private static string KeyOf(string text)
    {
        Username.TryParse(text, out var name).Should().BeTrue();
        return name.Key;
    }
}
