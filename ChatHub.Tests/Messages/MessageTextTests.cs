using ChatHub.Domain.Errors;
using ChatHub.Domain.Messages;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Messages;

public sealed class MessageTextTests
{
    private const int Limit = 4000;

    [Theory]
    [InlineData("hello", "hello")]
    [InlineData("  hello \t\r\n", "hello")]
    [InlineData("\u3000hello\u00A0", "hello")]
    [InlineData("a  b\n\n c", "a  b\n\n c")]
    [InlineData("<b>&amp;\"'", "<b>&amp;\"'")]
    [InlineData("e\u0301 is not \u00E9", "e\u0301 is not \u00E9")]
    [InlineData("\u202Eabc\u0007", "\u202Eabc\u0007")]
    [InlineData("👩‍👩‍👧 \U0010FFFF", "👩‍👩‍👧 \U0010FFFF")]
    [InlineData("❤\uFE0F", "❤\uFE0F")]
    [InlineData("می\u200Cخواهم", "می\u200Cخواهم")]
    [InlineData("\u2067abc\u2069", "\u2067abc\u2069")]
    [InlineData("\u200B.", "\u200B.")]
    [InlineData("🏴\U000E0067\U000E0062\U000E007F", "🏴\U000E0067\U000E0062\U000E007F")]
    public void WhiteSpaceAroundItGoesAndTheRestStays(string text, string kept) => MessageText.Require(text, Limit).Should().Be(kept);

    [Theory]
    [MemberData(nameof(LoneSurrogates.Within8Characters), MemberType = typeof(LoneSurrogates), DisableDiscoveryEnumeration = true)]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t\n\u3000")]
    [InlineData("a\0b")]
    [InlineData("\0")]
    [InlineData("\u200B")]
    [InlineData("\u200D \uFE0F\u2060\n\uFEFF")]
    [InlineData("\u3164\u3164")]
    [InlineData("\u2800")]
    [InlineData("\u202E\u202C")]
    [InlineData("\u0007\u00AD")]
    [InlineData("\U000E0041\U000E007F")]
    public void WhatIsNoTextIsRefused(string? text)
        => Refusal(text, Limit).Fields.Should().ContainKey("text");

    [Theory]
    [InlineData("x")]
    [InlineData("😀")]
    public void LengthIsCountedInCodePointsWithoutTheWhiteSpaceAroundIt(string character)
    {
        var longest = string.Concat(Enumerable.Repeat(character, Limit));

        MessageText.Require($"  {longest}\n", Limit).Should().Be(longest);
        Refusal(longest + character, Limit).Error.Should().Be(ErrorCatalogue.MessageTooLong);
    }

    [Fact]
    public void TheHashTellsTextsApartAndIsShort()
    {
        MessageText.Hash("one").Should().HaveCount(16).And.Equal(MessageText.Hash("one"));
        MessageText.Hash("one").Should().NotEqual(MessageText.Hash("two"));
    }

    [Fact]
    public void WhatWasAcceptedOnceIsAcceptedUnchangedAgain()
        => CsCheck.Check.Sample(CsCheck.Gen.String[CsCheck.Gen.Char["ab \n\u3000\u200B\uFEFFé\u0301"], 0, 12], text =>
        {
            if (text.Trim(' ', '\n', '\u3000', '\u200B', '\uFEFF').Length > 0)
                MessageText.Require(MessageText.Require(text, Limit), Limit).Should().Be(text.Trim());
        });

    private static RefusedException Refusal(string? text, int limit)
        => FluentActions.Invoking(() => MessageText.Require(text, limit)).Should().Throw<RefusedException>().Which;
}
