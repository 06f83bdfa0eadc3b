using ChatHub.Domain.Reactions;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Reactions;

public sealed class EmojiTests
{
    public static TheoryData<string> NamesOfOthers => [.. NotEmoji.All.Select(row => row.What)];

    [Theory]
    [InlineData("👍")]
    [InlineData("👍🏽")]
    [InlineData("❤️")]
    [InlineData("❤")]
    [InlineData("❤\uFE0E")]
    [InlineData("❤️‍🔥")]
    [InlineData("👨‍👩‍👧‍👦")]
    [InlineData("👩🏽‍❤️‍💋‍👨🏿")]
    [InlineData("🏳️‍🌈")]
    [InlineData("🏴‍☠️")]
    [InlineData("👁️‍🗨️")]
    [InlineData("🧑🏽‍🦰")]
    [InlineData("🤷🏾‍♀️")]
    [InlineData("🙂‍↔️")]
    [InlineData("🇪🇸")]
    [InlineData("#️⃣")]
    [InlineData("*️⃣")]
    [InlineData("7️⃣")]
    [InlineData("7⃣")]
    [InlineData("🏴󠁧󠁢󠁥󠁮󠁧󠁿")]
    [InlineData("🫠")]
    [InlineData("©️")]
    [InlineData("™")]
    [InlineData("☺️")]
    [InlineData("🀄")]
    [InlineData("㊙️")]
    public void OneEmojiIsAcceptedWhateverItIsComposedOf(string emoji) => Emoji.Check(emoji).Should().BeNull();

    [Theory]
    [MemberData(nameof(NamesOfOthers))]
    public void WhatIsNotOneEmojiIsRefused(string what) => Emoji.Check(NotEmoji.All.Single(row => row.What == what).Text).Should().NotBeNull();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("\0")]
    [InlineData("👍\0")]
    [InlineData("👍\n")]
    public void NothingAndControlCharactersAreRefused(string? text) => Emoji.Check(text).Should().NotBeNull();

    [Theory]
    [MemberData(nameof(LoneSurrogates.Within8Characters), MemberType = typeof(LoneSurrogates), DisableDiscoveryEnumeration = true)]
    public void InvalidUnicodeIsRefused(string text) => Emoji.Check(text).Should().NotBeNull();

    [Fact]
    public void HalfACharacterIsRefused()
    {
        Emoji.Check("👍"[..1]).Should().NotBeNull();
        Emoji.Check("👍👍"[..3]).Should().NotBeNull();
    }
}
