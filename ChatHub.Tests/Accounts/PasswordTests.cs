using System.Text;
using ChatHub.Domain.Accounts;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Accounts;

public sealed class PasswordTests
{
    private const string Astral = "😀";

    [Theory]
    [InlineData("x", 7, false)]
    [InlineData("x", 8, true)]
    [InlineData("x", 256, true)]
    [InlineData("x", 257, false)]
    [InlineData(Astral, 7, false)]
    [InlineData(Astral, 8, true)]
    [InlineData(Astral, 256, true)]
    [InlineData(Astral, 257, false)]
    public void LengthIsCountedInCodePoints(string character, int count, bool isGood)
        => Password.Check(string.Concat(Enumerable.Repeat(character, count)), out _).Should().Be(isGood ? null : "Must have 8 to 256 characters.");

    [Theory]
    [MemberData(nameof(LoneSurrogates.Within8Characters), MemberType = typeof(LoneSurrogates), DisableDiscoveryEnumeration = true)]
    public void WhatIsNoTextIsRefused(string text) => Password.Check(text, out _).Should().Be("Must be valid Unicode text.");

    [Fact]
    public void NoneAtAllIsRefused() => Password.Check(null, out _).Should().Be("Is required.");

    [Theory]
    [InlineData("cafe\u0301-au-lait", "café-au-lait")]
    [InlineData("ｐａｓｓｗｏｒｄ", "password")]
    [InlineData("ﬁrst-class", "first-class")]
    [InlineData("e\u0301\uFFFEe\u0301-or-so", "é\uFFFEé-or-so")]
    [InlineData("\u2126-and-\u212B-or", "Ω-and-Å-or")]
    public void TheSamePasswordOfTwoKeyboardsIsOnePassword(string one, string other)
    {
        Parse(one).Should().Be(Parse(other));
        Parse(one).Value.Should().Be(other);
    }

    [Theory]
    [InlineData("password", "Password")]
    [InlineData("password", "password ")]
    [InlineData("password\0a", "password\0b")]
    public void NothingElseIsMadeAlike(string one, string other) => Parse(one).Should().NotBe(Parse(other));

    [Fact]
    public void EveryCodePointCanStandInAPassword()
    {
        var refused = Enumerable.Range(0, 0x110000).Where(Rune.IsValid).Where(value => Password.Check($"pass{new Rune(value)}word", out _) is not null);

        refused.Should().BeEmpty();
    }

    [Fact]
    public void ItNeverPrintsItself() => $"{Parse("a great secret")}".Should().Be("(password)");

    [Fact]
    public void EveryFormOfAPasswordIsTheSamePassword()
        => CsCheck.Check.Sample(CsCheck.Gen.String[CsCheck.Gen.Char["aé\u0301ﬁΩ\u2126가각ａ1 "], 16, 40], text =>
            Parse(text.Normalize(NormalizationForm.FormD)).Should().Be(Parse(text.Normalize(NormalizationForm.FormC))));

    private static Password Parse(string text)
    {
        Password.Check(text, out var password).Should().BeNull();
        return password;
    }
}
