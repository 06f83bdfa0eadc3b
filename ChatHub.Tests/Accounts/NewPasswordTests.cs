using ChatHub.Domain.Accounts;
using ChatHub.Infrastructure.Accounts;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Accounts;

/// <summary>Which passwords may be chosen: what is guessed first may not, and nothing else is asked.</summary>
public sealed class NewPasswordTests
{
    private const string EasyToGuess = "Is too easy to guess.";
    private const string AmongTheFirst = "Is among the first that anyone would guess.";
    private const string OwnName = "Must not be your own name, or the name of this product.";

    private static readonly NewPassword Rules = new(new ZxcvbnPasswordStrength());

    [Theory]
    [InlineData("password")]
    [InlineData("P@ssw0rd")]
    [InlineData("Password1!")]
    [InlineData("Summer2024!")]
    [InlineData("12345678")]
    [InlineData("qwertyuiop")]
    [InlineData("1q2w3e4r5t6y")]
    [InlineData("aaaaaaaa")]
    [InlineData("xyxyxyxyxyxy")]
    [InlineData("密码密码密码密码")]
    [InlineData("20/11/1990")]
    [InlineData("letmein123")]
    [InlineData("long enough")]
    [InlineData("correct-horse")]
    [InlineData("ｐａｓｓｗｏｒｄ")]
    public void AShortOneMustBeHardToGuess(string text) => Check(text).Should().StartWith(EasyToGuess);

    [Theory]
    [InlineData("passwordpassword")]
    [InlineData("Passwordpassword1")]
    [InlineData("123456789012345")]
    [InlineData("qwertyuiopasdfgh")]
    [InlineData("abcdefghijklmnop")]
    [InlineData("abcabcabcabcabcabc")]
    [InlineData("aaaaaaaaaaaaaaaa")]
    [InlineData("iloveyouiloveyou")]
    [InlineData("trustno1trustno1trustno1")]
    public void ALongOneMustOnlyNotBeAmongTheCommonest(string text) => Check(text).Should().Be(AmongTheFirst);

    [Theory]
    [InlineData("correct horse battery")]
    [InlineData("correct horse battery staple")]
    [InlineData("this is a long password")]
    [InlineData("a-very-long-password")]
    [InlineData("not the password")]
    [InlineData("kdjfhgqwpzmx")]
    [InlineData("xkqmzvbt")]
    [InlineData("Xk9#mP2$")]
    [InlineData("tr0ub4dor&3")]
    [InlineData("Ångström café 각")]
    [InlineData("пять слов о погоде")]
    [InlineData("今日は良い天気ですね")]
    public void WhatTakesLongToGuessIsGoodWhateverItIsMadeOf(string text) => Check(text).Should().BeNull();

    [Theory]
    [InlineData("maximilian", "maximilian")]
    [InlineData("Maximilian-Schell", "maximilian.schell")]
    [InlineData("schell maximilian schell", "maximilian_schell")]
    [InlineData("ＭＡＸＩＭＩＬＩＡＮ！！", "maximilian")]
    [InlineData("maximilian123", "maximilian")]
    [InlineData("Ада Лавлейс, 1", "ada", "Ада Лавлейс")]
    [InlineData("correct horse battery", "ana", "Correct Horse Battery")]
    [InlineData("chathubchathub")]
    [InlineData("Chat-Hub: ChatHub!")]
    [InlineData("chathub.ana.chathub", "ana")]
    public void NobodysPasswordIsTheirNameOrTheProducts(string text, params string[] names) => Check(text, names).Should().Be(OwnName);

    [Theory]
    [InlineData("m4x1mili4n2024", "maximilian")]
    [InlineData("ChatHub2024")]
    [InlineData("ana-1990", "ana")]
    public void ANameMakesNothingHardToGuess(string text, params string[] names) => Check(text, names).Should().StartWith(EasyToGuess);

    [Theory]
    [InlineData("ana and her seven cats", "ana")]
    [InlineData("correct horse battery", "horse")]
    [InlineData("correct horse battery", "a", "b c")]
    [InlineData("correct horse battery", "", null)]
    [InlineData("correct horse battery", "\uFFFE")]
    [InlineData("my chathub has cats")]
    public void ANameMayStandInIt(string text, params string?[] names) => Check(text, names).Should().BeNull();

    [Theory]
    [InlineData("a")]
    [InlineData("password")]
    [InlineData("4@8({[</369&#!1/|0$5+7%2/")]
    [InlineData("😀")]
    public void NobodysListHasOneThatIsLongerThanTheLongestEstimated(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, Password.MaxCodePoints));
        var longest = string.Concat(text.EnumerateRunes().Take(Password.MaxCodePoints));

        new NewPassword(new NoEstimate()).Check(longest, [], out _).Should().BeNull();
    }

    [Theory]
    [InlineData("\U0001F600\U0001F600", 32)]
    [InlineData("a😀", 32)]
    public void TheLongestEstimatedIsCountedInCodePoints(string part, int times)
        => FluentActions.Invoking(() => new NewPassword(new NoEstimate()).Check(string.Concat(Enumerable.Repeat(part, times)), [], out _))
            .Should().Throw<NotSupportedException>();

    [Theory]
    [MemberData(nameof(LoneSurrogates.Within8Characters), MemberType = typeof(LoneSurrogates), DisableDiscoveryEnumeration = true)]
    public void ANameThatIsNoTextIsNoName(string name) => Check("correct horse battery", name).Should().BeNull();

    [Theory]
    [MemberData(nameof(LoneSurrogates.Within8Characters), MemberType = typeof(LoneSurrogates), DisableDiscoveryEnumeration = true)]
    [InlineData(null)]
    [InlineData("1234567")]
    public void WhatIsNoPasswordAtAllIsNoNewOne(string? text)
        => Check(text).Should().Be(Password.Check(text, out _)).And.NotBeNull();

    [Fact]
    public void ThereIsAnAnswerForAnyTextAndAnyNames()
        => CsCheck.Check.Sample(CsCheck.Gen.Select(CsCheck.Gen.String[0, 70], CsCheck.Gen.String), (text, name) =>
        {
            var fault = Rules.Check(text, [name, null], out var password);

            if (fault is null)
                password.Value.Should().Be(ChatHub.Domain.Text.Unicode.ToNfkc(text));
        });

    private static string? Check(string? text, params string?[] names) => Rules.Check(text, names, out _);

    /// <summary>An estimate that must not be asked for.</summary>
    private sealed class NoEstimate : IPasswordStrength
    {
        public double EstimateGuesses(Password password, IReadOnlyCollection<string> names) => throw new NotSupportedException();
    }
}
