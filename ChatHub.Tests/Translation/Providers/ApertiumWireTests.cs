using ChatHub.Domain.Translation;
using ChatHub.Infrastructure.Translation.Apertium;
using ChatHub.Tests.Support;
using Microsoft.AspNetCore.WebUtilities;

namespace ChatHub.Tests.Translation.Providers;

/// <summary>What is sent to an Apertium.</summary>
public sealed class ApertiumWireTests
{
    [Theory]
    [InlineData("eng", "en")]
    [InlineData("spa", "es")]
    [InlineData("por_BR", "pt-BR")]
    [InlineData("eng_US", "en-US")]
    [InlineData("cat_valencia", "ca-valencia")]
    [InlineData("nob", "nb")]
    [InlineData("nno", "nn")]
    [InlineData("epo", "eo")]
    [InlineData("sme", "se")]
    [InlineData("hbs_HR", "hr")]
    [InlineData("oci_aran", "oc-aranes")]
    [InlineData("ast", "ast")]
    [InlineData("en", "en")]
    [InlineData("not a code", null)]
    public void ACodeHasATag(string code, string? tag) => ApertiumCodes.TagOf(code).Should().Be(tag);

    [Fact]
    public async Task TextsGoOneByOneAsFormsAndNeverIntoAnAddress()
    {
        await using var apertium = await FakeProvider.StartAsync(FakeWires.Apertium);
        await using var translator = TestTranslator.Make(new TranslationOptions { Provider = TranslationProvider.Apertium, Endpoint = new Uri(apertium.Url, "/apy/") });

        (await translator.TranslateAsync("en", "es", "One & two", "Three")).Select(translation => translation.Text).Should().Equal("eng|spa(ONE & TWO)", "eng|spa(THREE)");
        (await translator.TranslateAsync("en-GB", "pt-BR", "Four")).Single().Text.Should().Be("eng|spa|por_BR(FOUR)");

        apertium.Requests.Select(request => $"{request.Method} {request.Path}")
            .Should().Equal("GET /apy/listPairs", "POST /apy/translate", "POST /apy/translate", "POST /apy/translateChain");
        apertium.Requests.Skip(1).Should().OnlyContain(request => request.Headers["Content-Type"] == "application/x-www-form-urlencoded");
        QueryHelpers.ParseQuery(apertium.Requests.ElementAt(1).Body).Should().Contain("markUnknown", "no").And.Contain("langpair", "eng|spa").And.Contain("q", "One & two");
    }

    [Fact]
    public async Task WithoutAPairThereIsNoList()
    {
        await using var apertium = await FakeProvider.StartAsync(_ => new { responseData = Array.Empty<object>() });
        await using var translator = TestTranslator.Make(new TranslationOptions { Provider = TranslationProvider.Apertium, Endpoint = apertium.Url });

        (await translator.FailsAsync("en", "es", "Hello")).Should().Match<TranslatorException>(e => e.Fault == TranslationFault.BadAnswer && e.Message.Contains("list of languages"));
    }
}
