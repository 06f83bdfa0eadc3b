using ChatHub.Domain.Translation;

namespace ChatHub.Tests.Translation;

/// <summary>What a provider gets to see. In the tables <c>␤</c> stands for a line break.</summary>
public sealed class MaskedTextTests
{
    [Theory]
    [InlineData("ask @ana now", "ask ⟦0⟧ now")]
    [InlineData("ask @ana. Now", "ask ⟦0⟧. Now")]
    [InlineData("ask @ana... Now", "ask ⟦0⟧... Now")]
    [InlineData("ask @ana.b-c_d now", "ask ⟦0⟧ now")]
    [InlineData("ask @小明 now", "ask ⟦0⟧ now")]
    [InlineData("ask @राम_कुमार now", "ask ⟦0⟧ now")]
    [InlineData("问@ana你好", "问⟦0⟧你好")]
    [InlineData("ask @ana's mother", "ask ⟦0⟧'s mother")]
    [InlineData("ask @@ana now", "ask @@ana now")]
    [InlineData("one @ a time", "one @ a time")]
    [InlineData("mail ana.b+c@mail.example now", "mail ⟦0⟧ now")]
    [InlineData("mail josé@mail.example. Now", "mail ⟦0⟧. Now")]
    [InlineData("写ana@mail.example吧", "写⟦0⟧吧")]
    public void NamesAndAddressesAreMasked(string original, string text) => TextOf(original).Should().Be(text);

    [Theory]
    [InlineData("see https://a.example/b?c=d#e now", "see ⟦0⟧ now")]
    [InlineData("see https://a.example. Now", "see ⟦0⟧. Now")]
    [InlineData("see (https://a.example/b) now", "see (⟦0⟧) now")]
    [InlineData("see https://a.example/b_(c) now", "see ⟦0⟧ now")]
    [InlineData("see [this](https://a.example/b), please", "see [this](⟦0⟧), please")]
    [InlineData("see <https://a.example/b>, please", "see <⟦0⟧>, please")]
    [InlineData("see \"https://a.example/b\", please", "see \"⟦0⟧\", please")]
    [InlineData("see www.a.example/b! Now", "see ⟦0⟧! Now")]
    [InlineData("see WWW.A.EXAMPLE now", "see ⟦0⟧ now")]
    [InlineData("see mailto:ana@mail.example now", "see ⟦0⟧ now")]
    [InlineData("see git+ssh://a.example/b now", "see ⟦0⟧ now")]
    [InlineData("看https://a.example/b，好吗", "看⟦0⟧，好吗")]
    [InlineData("看https://a.example好吗", "看⟦0⟧好吗")]
    [InlineData("see https://zh.example/路径 now", "see ⟦0⟧ now")]
    [InlineData("see https:// now", "see https:// now")]
    [InlineData("note: this", "note: this")]
    [InlineData("www. is old", "www. is old")]
    public void LinksAreMaskedWithoutWhatEndsTheSentence(string original, string text) => TextOf(original).Should().Be(text);

    [Theory]
    [InlineData("say `let house = 1` now", "say ⟦0⟧ now")]
    [InlineData("say ``a ` house`` now", "say ⟦0⟧ now")]
    [InlineData("say `two␤lines` now", "say ⟦0⟧ now")]
    [InlineData("it`s not closed", "it`s not closed")]
    [InlineData("it`s␤␤another`s paragraph", "it`s ⟦0⟧ another`s paragraph")]
    [InlineData("look:␤```cs␤let house = 1;␤```␤nice", "look: ⟦0⟧ nice")]
    [InlineData("a ````b ``` house```` c", "a ⟦0⟧ c")]
    [InlineData("look ```let house = 1␤␤and so on", "look ⟦0⟧")]
    public void CodeIsMasked(string original, string text) => TextOf(original).Should().Be(text);

    [Theory]
    [InlineData("go 👍 on", "go ⟦0⟧ on")]
    [InlineData("go 👩🏽‍👩‍👧‍👦 on", "go ⟦0⟧ on")]
    [InlineData("go 🇪🇸🇵🇹 on", "go ⟦0⟧ on")]
    [InlineData("go 🏴󠁧󠁢󠁳󠁣󠁴󠁿 on", "go ⟦0⟧ on")]
    [InlineData("go 1️⃣ on", "go ⟦0⟧ on")]
    [InlineData("go ❤️‍🔥 on", "go ⟦0⟧ on")]
    [InlineData("go :thumbs_up: on", "go ⟦0⟧ on")]
    [InlineData("go:👍on", "go:⟦0⟧on")]
    [InlineData("at 10:30:00 sharp", "at 10:30:00 sharp")]
    public void EmojiAreMaskedWhole(string original, string text) => TextOf(original).Should().Be(text);

    [Theory]
    [InlineData("set $HOME now", "set ⟦0⟧ now")]
    [InlineData("set ${HOME} now", "set ⟦0⟧ now")]
    [InlineData("pay $5 now", "pay $5 now")]
    [InlineData("hello %s you", "hello ⟦0⟧ you")]
    [InlineData("hello %1$s%-10.2f, you", "hello ⟦0⟧, you")]
    [InlineData("hello %(house)s you", "hello ⟦0⟧ you")]
    [InlineData("hello %HOUSE% you", "hello ⟦0⟧ you")]
    [InlineData("100% sure, 50 % less", "100% sure, 50 % less")]
    [InlineData("100%sure, %discount", "100%sure, %discount")]
    [InlineData("the {house} here", "the ⟦0⟧ here")]
    [InlineData("the {{ house }} here", "the ⟦0⟧ here")]
    [InlineData("the {n, plural, one {# house} other {# houses}} here", "the ⟦0⟧ here")]
    [InlineData("the {house here", "the {house here")]
    [InlineData("the <a href=\"x>house\">red</a> one", "the ⟦0⟧red⟦1⟧ one")]
    [InlineData("the red<br/>one", "the red⟦0⟧one")]
    [InlineData("a < b and c > d, <3", "a < b and c > d, <3")]
    [InlineData("what ⟦0⟧ is", "what ⟦0⟧0⟦1⟧ is")]
    public void PlaceholdersAndTagsAreMasked(string original, string text) => TextOf(original).Should().Be(text);

    [Theory]
    [InlineData("one␤two", "one ⟦0⟧ two")]
    [InlineData("one  ␤ ␤\ttwo", "one ⟦0⟧ two")]
    [InlineData("one  two", "one  two")]
    [InlineData("one 👍␤two", "one ⟦0⟧ two")]
    [InlineData("one␤- 👍 two", "one ⟦0⟧ two")]
    [InlineData("one␤- two", "one ⟦0⟧ - two")]
    public void LineBreaksAreMaskedWithTheWhiteSpaceAroundThem(string original, string text) => TextOf(original).Should().Be(text);

    [Theory]
    [InlineData("ask @ana, @luis (@eva) now", "ask ⟦0⟧ (⟦1⟧) now")]
    [InlineData("so 👍 👍 👍 it is", "so ⟦0⟧ it is")]
    [InlineData("set $HOME=$PATH now", "set ⟦0⟧ now")]
    [InlineData("I am 👍. 👍 are you", "I am ⟦0⟧. ⟦1⟧ are you")]
    [InlineData("ask @ana or @luis now", "ask ⟦0⟧ or ⟦1⟧ now")]
    [InlineData("ask @ana 2 @luis now", "ask ⟦0⟧ 2 ⟦1⟧ now")]
    public void MasksWithoutWordsBetweenThemAreOne(string original, string text) => TextOf(original).Should().Be(text);

    [Theory]
    [InlineData("@ana, hello", "⟦0⟧, hello")]
    [InlineData("I love @ana", "I love ⟦0⟧")]
    [InlineData("  👍! hello 👍\n", "⟦0⟧! hello ⟦1⟧")]
    public void MasksAtTheEdgesAreSentBecauseSentencesAreMadeOfThemToo(string original, string text)
    {
        TextOf(original).Should().Be(text);

        MaskedText.Of(original).Restore(text).Should().Be(original);
    }

    [Theory]
    [InlineData("hello", true)]
    [InlineData("@ana é", true)]
    [InlineData("𠀀", true)]
    [InlineData("", false)]
    [InlineData("@ana", false)]
    [InlineData("@ana 👍\nhttps://a.example, `code`", false)]
    [InlineData("1 + 2 = 3!", false)]
    [InlineData("👍 2 👍 %s {house} :house:", false)]
    public void WithoutALetterThereIsNothingToTranslate(string original, bool hasWords)
    {
        var masked = MaskedText.Of(original);

        masked.HasWords.Should().Be(hasWords);
        masked.Restore(masked.Text).Should().Be(original);
    }

    private static string TextOf(string original) => MaskedText.Of(original.Replace('␤', '\n')).Text;
}
