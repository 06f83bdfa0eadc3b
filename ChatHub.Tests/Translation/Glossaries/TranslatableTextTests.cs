using ChatHub.Domain.Translation;
using ChatHub.Domain.Translation.Glossaries;

namespace ChatHub.Tests.Translation.Glossaries;

/// <summary>A room's terms in a text: put aside before a provider sees it, and put in as the glossary has them.</summary>
public sealed class TranslatableTextTests
{
    private static readonly Glossary Glossary = new([
        Term("ChatHub"), Term("room", ("es", "sala"), ("pt-BR", "sala de bate-papo")), Term("room key", ("es", "llave")), Term("部屋", ("es", "sala")), Term("café", ("es", "cafetería")),
    ]);

    [Theory]
    [InlineData("open the room now", "open the ⟦0⟧ now", "abre la ⟦0⟧ ya", "abre la sala ya")]
    [InlineData("Room closed", "⟦0⟧ closed", "⟦0⟧ cerrada", "Sala cerrada")]
    [InlineData("ROOM closed", "⟦0⟧ closed", "⟦0⟧ cerrada", "Sala cerrada")]
    [InlineData("take the room key or the room", "take the ⟦0⟧ or the ⟦1⟧", "toma la ⟦1⟧ o la ⟦0⟧", "toma la sala o la llave")]
    [InlineData("chathub is here", "⟦0⟧ is here", "⟦0⟧ está aquí", "chathub está aquí")]
    [InlineData("この部屋です", "この⟦0⟧です", "es esta ⟦0⟧", "es esta sala")]
    [InlineData("a Café there", "a ⟦0⟧ there", "una ⟦0⟧ allí", "una Cafetería allí")]
    [InlineData("the bathroom, rooms, roommate", "the bathroom, rooms, roommate", "x", "x")]
    [InlineData("see https://room.example/room and `room` @room $room {room} end", "see ⟦0⟧ and ⟦1⟧ end", "ve ⟦0⟧ y ⟦1⟧ fin", "ve https://room.example/room y `room` @room $room {room} fin")]
    [InlineData("nothing here", "nothing here", "nada", "nada")]
    public void TermsComeOutAsTheGlossaryHasThem(string original, string sent, string answer, string translation)
    {
        var text = Of(original, "es");

        text.Text.Should().Be(sent);
        text.Restore(answer).Should().Be(translation);
    }

    [Theory]
    [InlineData("open the ya")]
    [InlineData("open the ⟦0⟧ ⟦0⟧ ya")]
    [InlineData("open the ⟦1⟧ ya")]
    public void ATranslationThatLostATermIsRefused(string answer) => Of("open the room now", "es").Restore(answer).Should().BeNull();

    [Theory]
    [InlineData("pt-BR", "sala de bate-papo")]
    [InlineData("pt", "sala de bate-papo")]
    [InlineData("es-MX", "sala")]
    public void TheNearestLanguageCounts(string target, string translation) => Of("the room it is", target).Restore("⟦0⟧ x").Should().Be(translation + " x");

    [Fact]
    public void ATermWithoutATranslationIntoTheLanguageIsLeftToTheProvider() => Of("the room it is", "de").Text.Should().Be("the room it is");

    [Theory]
    [InlineData("room", "sala")]
    [InlineData("Room! @ana 👍", "Sala! @ana 👍")]
    [InlineData("ChatHub room", "ChatHub sala")]
    public void WhatTheGlossaryHasWhollyNeedsNoProvider(string original, string translation) => Of(original, "es").ByGlossaryAlone.Should().Be(translation);

    [Theory]
    [InlineData("ChatHub")]
    [InlineData("@ana 👍")]
    [InlineData("the room")]
    public void ElseTheGlossaryAloneSaysNothing(string original) => Of(original, "es").ByGlossaryAlone.Should().BeNull();

    [Fact]
    public void ATextThatHoldsTheGlossarysOwnSignIsTranslatedWithoutIt() => Of("the room {\uE0C40} now", "es").Text.Should().Be("the room ⟦0⟧ now");

    private static GlossaryTerm Term(string term, params (string Language, string Text)[] translations)
        => new(term, translations.Length == 0 ? null : translations.ToDictionary(pair => pair.Language, pair => pair.Text));

    private static TranslatableText Of(string text, string target) => TranslatableText.Of(text, MaskedText.Of(text), Glossary, target);
}
