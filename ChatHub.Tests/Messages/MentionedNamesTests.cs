using ChatHub.Domain.Messages;

namespace ChatHub.Tests.Messages;

public sealed class MentionedNamesTests
{
    [Theory]
    [InlineData("@ada", "ada")]
    [InlineData("hello @ada!", "ada")]
    [InlineData("(@ada)", "ada")]
    [InlineData("@ada's", "ada")]
    [InlineData("@ada, @bob", "ada|bob")]
    [InlineData("@ada,@bob", "ada|bob")]
    [InlineData("line\n@ada\n@bob", "ada|bob")]
    [InlineData("@ada@bob", "ada")]
    [InlineData("@ada👍", "ada")]
    [InlineData("👍@ada", "ada")]
    [InlineData("你好@ada", "ada")]
    [InlineData("-@ada", "ada")]
    [InlineData("...@ada", "ada")]
    [InlineData("@x1_y", "x1_y")]
    [InlineData("看@小明", "小明")]
    [InlineData("看 @小明，", "小明")]
    public void ANameBehindAnAtSignIsFoundWhereItEnds(string text, string keys) => Keys(text).Should().Be(keys);

    [Theory]
    [InlineData("@ada.", "ada./ada")]
    [InlineData("@ada...", "ada.../ada")]
    [InlineData("@ada_", "ada_/ada")]
    [InlineData("@ada-", "ada-/ada")]
    [InlineData("@ada.lovelace.", "ada.lovelace./ada.lovelace")]
    [InlineData("@ada你好", "ada你好/ada")]
    [InlineData("@bobさんへ", "bobさんへ/bob")]
    [InlineData("@bob님", "bob님/bob")]
    [InlineData("@小明bob", "小明bob")]
    public void WhatMayEndANameOrASentenceIsTriedBothWaysTheLongestFirst(string text, string keys) => Keys(text).Should().Be(keys);

    [Theory]
    [InlineData("@ADA", "ada")]
    [InlineData("@Ünï", "ünï")]
    [InlineData("@U\u0308ni\u0308", "ünï")]
    [InlineData("@ａｄａ", "ada")]
    [InlineData("@ΟΔΟΣ", "οδοσ")]
    [InlineData("@οδος", "οδοσ")]
    public void CaseAndFormOfTheLettersDoNotMatter(string text, string keys) => Keys(text).Should().Be(keys);

    [Theory]
    [InlineData("")]
    [InlineData("@")]
    [InlineData("@ ada")]
    [InlineData("@@")]
    [InlineData("@@ada")]
    [InlineData("@!ada")]
    [InlineData("@👍")]
    [InlineData("at the end @")]
    [InlineData("ada@mail.example")]
    [InlineData("ada.l@mail.example")]
    [InlineData("josé@mail.example")]
    [InlineData("𝒜@mail.example")]
    [InlineData("7@mail.example")]
    [InlineData("no names at all")]
    public void MailAddressesAndLonelyAtSignsNameNobody(string text) => Keys(text).Should().BeEmpty();

    [Theory]
    [InlineData("@ada @ada")]
    [InlineData("@ada @ADA @Ada")]
    [InlineData("@ada @ａｄａ")]
    public void ANameIsFoundOnceHoweverOftenItIsCalled(string text) => Keys(text).Should().Be("ada");

    [Fact]
    public void AtMostFiftyNamesAreLookedUp()
    {
        var text = string.Join(' ', Enumerable.Range(1, 60).Select(number => $"@user{number}"));

        MentionedNames.Find(text).Select(keys => keys[0]).Should().Equal(Enumerable.Range(1, 50).Select(number => $"user{number}"));
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    [InlineData(3000, false)]
    public void OnlyWhatCouldBeANameIsOne(int length, bool isName) => MentionedNames.Find("@" + new string('a', length)).Should().HaveCount(isName ? 1 : 0);

    [Fact]
    public void ANameOfTheLargestCharactersIsFoundWhole()
        => MentionedNames.Find("@" + string.Concat(Enumerable.Repeat("𐐨", 64))).Should().ContainSingle().Which[0].Length.Should().Be(128);

    /// <summary>The keys of one name with a slash between each two, and the names with a bar.</summary>
    private static string Keys(string text) => string.Join('|', MentionedNames.Find(text).Select(keys => string.Join('/', keys)));
}
