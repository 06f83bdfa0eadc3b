using System.Text.RegularExpressions;
using ChatHub.Domain.Translation;
using CsCheck;

namespace ChatHub.Tests.Translation;

/// <summary>Any mixture of masks and text comes through any provider unharmed, or the answer is refused. The masks are known here because the texts are made of them.</summary>
public sealed partial class MaskingPropertyTests
{
    // None is a part of another, so that each can be counted by itself.
    private static readonly string[] Masks =
    [
        "@ana", "@Luis-7", "@小明", "ana.b@mail.example", "https://a.example/b?c=(d)", "www.house.example", "mailto:eva@post.example", "`let house = 1`", "``b ` c``",
        "```\nlet garden = 2;\n\n```", "👍🏽", "👩‍👩‍👧‍👦", "🇵🇹", "1️⃣", ":smile:", "$HOME", "${garden}", "%1$s", "%NAME%", "{house}", "{{ garden }}", "{n, plural, other {#}}", "<a href=\"house\">", "</a>", "⟦", "⟧",
    ];

    private static readonly string[] Breaks = ["\n", "\r\n", " \n\n\t", "\u2028"];
    private static readonly string[] Words = ["house", "garden", "Straße", "água", "дом", "三", "é", "x", "don't", "42", "3.14", ",", ".", "!", "-", "(", ")", "\"", "100%", "$5", "<", "{", "a&b", "@", "#"];

    private static readonly string[] Nasty =
    [
        "`", "``", "```", "{", "}", "{{", "<", ">", "<a", "\"", "'", "@", "a", "B", "7", "你", "é", "\u0301", ".", "_", "-", "+", ":", "/", "://", "www.", "mailto:", "$", "%", "s", "(", ")", "⟦", "⟧", "0", "⟦0⟧", "\n", "\r", " ", "\t",
        "👍", "\u200D", "\uFE0F", "\u20E3", "🇪", "🇸", "🏽", "𝒜", "！",
    ];

    private static readonly Gen<string> Pieces = Gen.Frequency((3, OneOf(Masks)), (1, OneOf(Breaks)), (5, OneOf(Words)));
    private static readonly Gen<string> Mixture = Pieces.List[0, 24].Select(pieces => string.Join(' ', pieces));

    [Fact]
    public void AProviderThatChangesNothingGivesTheOriginal()
        => Gen.OneOf(Mixture, OneOf([.. Nasty, .. Masks]).List[0, 40].Select(string.Concat)).Sample(original =>
        {
            var masked = MaskedText.Of(original);

            masked.Restore(masked.Text).Should().Be(original, "it was sent as {0}", masked.Text);
        }, iter: 20_000);

    [Fact]
    public void AProviderThatMaimsEveryWordHarmsNoMask()
        => Pieces.Where(piece => piece.All(char.IsLetter) || IsMask(piece)).List[0, 24].Sample(pieces =>
        {
            var original = string.Join(' ', pieces);
            var masked = MaskedText.Of(original);

            var restored = masked.Restore(EachWord().Replace(masked.Text, word => Maim(word.Value)));

            restored.Should().NotBeNull("{0} is well made", original);
            Count(restored!).Should().Equal(Count(original));
            Squeeze(restored!).Should().Be(Squeeze(string.Join(' ', pieces.Select(piece => IsMask(piece) ? piece : Maim(piece)))));
        }, iter: 5_000);

    [Fact]
    public void AProviderThatScramblesHarmsNoMaskOrIsRefused()
    {
        var restored = 0;
        Gen.Select(Mixture, Scrambling.Any.List[0, 3]).Sample((original, scramblings) =>
        {
            var masked = MaskedText.Of(original);

            var result = masked.Restore(scramblings.Aggregate(masked.Text, (text, scrambling) => scrambling.Apply(text)));

            if (result is null)
                return;
            Interlocked.Increment(ref restored);
            Count(result).Should().Equal(Count(original), "{0} was sent as {1}", original, masked.Text);
        }, iter: 20_000);
        restored.Should().BePositive("not everything is refused");
    }

    [Fact]
    public void WhatIsMaskedMakesNoDifferenceToWhatIsSent()
        => Gen.Select(Pieces.List[0, 24], Gen.Int[1, 1000]).Sample((pieces, shift) =>
        {
            var others = pieces.Select(piece => IsMask(piece) ? Masks[(shift + piece.Length) % Masks.Length] : piece);

            // Between words, because line breaks at an edge are white space that is not sent.
            MaskedText.Of($"so {string.Join(' ', others)} on").Text.Should().Be(MaskedText.Of($"so {string.Join(' ', pieces)} on").Text);
        }, iter: 5_000);

    [Theory]
    [InlineData("[")]
    [InlineData("{")]
    [InlineData("<")]
    [InlineData("<a ")]
    [InlineData("<a '")]
    [InlineData("`")]
    [InlineData("`` ")]
    [InlineData("a` b`` ")]
    [InlineData("`\n\n")]
    [InlineData("```` ``` ")]
    [InlineData("@")]
    [InlineData("@a")]
    [InlineData("a@.")]
    [InlineData("a.")]
    [InlineData("http://")]
    [InlineData("a://.")]
    [InlineData("a://)")]
    [InlineData("www.")]
    [InlineData(":a")]
    [InlineData("%0")]
    [InlineData("%0d")]
    [InlineData("${")]
    [InlineData("$a")]
    [InlineData("⟦")]
    [InlineData("⟦0")]
    [InlineData(" ")]
    [InlineData(" \n")]
    [InlineData("🇪")]
    [InlineData("👍\u200D")]
    [InlineData("a\u0301")]
    [InlineData("a👍")]
    public void NastyTextOfTheGreatestLengthIsMaskedAndRestored(string piece)
    {
        const int Length = 16_000;
        foreach (var original in new[] { Repeat(piece, Length), Repeat(piece, Length - 1) + "}", "{" + Repeat(piece, Length - 1), "x " + Repeat(piece, Length - 4) + " y" })
        {
            var masked = MaskedText.Of(original);

            masked.Restore(masked.Text).Should().Be(original);
        }
    }

    private static Gen<string> OneOf(string[] pieces) => Gen.Int[0, pieces.Length - 1].Select(at => pieces[at]);

    private static string Repeat(string piece, int length) => string.Concat(Enumerable.Repeat(piece, length / piece.Length));

    private static bool IsMask(string piece) => Masks.Contains(piece) || Breaks.Contains(piece);

    private static Dictionary<string, int> Count(string text)
        => Masks.ToDictionary(mask => mask, mask => text.Split(mask).Length - 1, StringComparer.Ordinal);

    private static string Maim(string word) => new([.. word.ToUpperInvariant().Reverse()]);

    /// <summary>The spaces beside a line break are a part of it, or not, as it comes.</summary>
    private static string Squeeze(string text) => Spaces().Replace(text, " ");

    [GeneratedRegex(@"\p{L}+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EachWord();

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Spaces();
}
