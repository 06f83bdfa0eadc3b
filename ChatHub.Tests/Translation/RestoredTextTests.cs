using ChatHub.Domain.Translation;

namespace ChatHub.Tests.Translation;

/// <summary>What becomes of a provider's answer.</summary>
public sealed class RestoredTextTests
{
    [Theory]
    [InlineData("the house of $HOME is red", "la casa de ⟦0⟧ es roja", "la casa de $HOME es roja")]
    [InlineData("the {house} is red", "la ⟦ 0 ⟧ es roja", "la {house} es roja")]
    [InlineData("say `let house = 1` twice", " di ⟦0⟧ dos veces \n", "di `let house = 1` dos veces")]
    [InlineData("ask @ana or @luis now", "⟦1⟧ o ⟦0⟧, ahora", "@luis o @ana, ahora")]
    [InlineData("one\n\ntwo\nthree", "uno ⟦0⟧dos⟦1⟧ tres", "uno\n\ndos\ntres")]
    [InlineData("one\n\ntwo 👍 three", "⟦1⟧ uno ⟦0⟧ dos tres", "👍 uno\n\ndos tres")]
    [InlineData("hello 👍 you", "hola⟦0⟧tú", "hola👍tú")]
    [InlineData("so it is 👍 now", "así\nes ⟦0⟧ \r\n ahora", "así es 👍 ahora")]
    public void EveryMaskComesBackWhereItsMarkerStands(string original, string answer, string restored)
        => MaskedText.Of(original).Restore(answer).Should().Be(restored);

    [Theory]
    [InlineData("问@ana你好吗", "ask⟦0⟧how are you", "ask @ana how are you")]
    [InlineData("@ana你好吗", "⟦0⟧how are you", "@ana how are you")]
    [InlineData("你好@ana", "hello⟦0⟧", "hello @ana")]
    [InlineData("ask @ana or @luis now", "⟦0⟧⟦1⟧ ahora o", "@ana @luis ahora o")]
    [InlineData("看https://a.example好吗", "see⟦0⟧okay", "see https://a.example okay")]
    [InlineData("ask @ana. Now", "pide ⟦0⟧.Ahora", "pide @ana .Ahora")]
    [InlineData("set $HOME, please", "pon⟦0⟧por favor", "pon$HOME por favor")]
    public void WhatWouldRunIntoTheWordBesideItGetsASpace(string original, string answer, string restored)
        => MaskedText.Of(original).Restore(answer).Should().Be(restored);

    [Theory]
    [InlineData("pide ahora")]
    [InlineData("pide ⟦0⟧ ⟦0⟧ ahora ⟦1⟧")]
    [InlineData("pide ⟦0⟧ ahora")]
    [InlineData("pide ⟦1⟧ ahora")]
    [InlineData("pide ⟦0⟧ o ⟦1⟧ o ⟦2⟧ ahora")]
    [InlineData("pide ⟦0⟧ o ⟦1⟧ ahora ⟦")]
    [InlineData("pide ⟦0⟧ o ⟦1⟧ ahora ⟧")]
    [InlineData("pide ⟦⟦0⟧ o ⟦1⟧ ahora")]
    [InlineData("pide ⟦0⟧⟧ o ⟦1⟧ ahora")]
    [InlineData("pide ⟦０⟧ o ⟦1⟧ ahora")]
    [InlineData("pide ⟦-0⟧ o ⟦1⟧ ahora")]
    [InlineData("pide ⟦zero⟧ o ⟦1⟧ ahora")]
    [InlineData("pide ⟦99999999999⟧ o ⟦1⟧ ahora")]
    [InlineData("pide [0] o [1] ahora")]
    [InlineData("⟦0⟧ ⟦1⟧")]
    [InlineData("")]
    [InlineData("pide ⟦0⟧ o ⟦1⟧ ahora \0")]
    public void AnAnswerThatLostSomethingOrMadeItUpIsRefused(string answer)
        => MaskedText.Of("ask @ana or @luis now").Restore(answer).Should().BeNull();

    [Fact]
    public void AnAnswerThatIsNoUnicodeIsRefused() => MaskedText.Of("ask @ana now").Restore("pide ⟦0⟧ ahora \uD800").Should().BeNull();

    [Theory]
    [InlineData("pide ⟦0⟧ a @eva")]
    [InlineData("pide ⟦0⟧ a @ana")]
    [InlineData("pide ⟦0⟧ en https://evil.example")]
    [InlineData("pide ⟦0⟧ en www.evil.example")]
    [InlineData("pide ⟦0⟧ en javascript:alert(1)")]
    [InlineData("pide ⟦0⟧ a eva@evil.example")]
    [InlineData("pide ⟦0⟧ <script>mal</script>")]
    [InlineData("pide ⟦0⟧ ${mal}")]
    [InlineData("pide ⟦0⟧ `mal`")]
    public void NoEngineCanMakeUpAMentionOrALink(string answer)
        => MaskedText.Of("ask @ana now").Restore(answer).Should().BeNull();

    [Fact]
    public void LinesKeepTheirOrder()
    {
        var masked = MaskedText.Of("one\n- two\n\nthree");

        masked.Restore("uno ⟦1⟧ dos ⟦0⟧ tres").Should().BeNull();
        masked.Restore("uno ⟦0⟧ - dos ⟦1⟧ tres").Should().Be("uno\n- dos\n\ntres");
    }

    [Theory]
    [InlineData("hello @ana you", "hello https://a.example/b you", "hello `code`\n👍 you")]
    [InlineData("one\ntwo", "one\r\n\r\ntwo", "one 👍 two")]
    [InlineData("@ana, hello 👍", "@luis, hello 👎", "\nhttps://a.example, hello `x`\n")]
    public void TextsThatDifferInMasksOnlyAreSentAlike(string one, string two, string three)
        => new[] { one, two, three }.Select(text => MaskedText.Of(text).Text).Distinct().Should().ContainSingle();
}
