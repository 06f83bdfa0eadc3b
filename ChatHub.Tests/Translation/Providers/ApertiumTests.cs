using ChatHub.Domain.Translation;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Translation.Providers;

/// <summary>The real Apertium.</summary>
public sealed class ApertiumTests
{
    [ApertiumFact]
    public async Task ItTranslatesBothWaysAndOverAThirdLanguage()
    {
        await using var apertium = await ApertiumServer.StartAsync();
        await using var translator = TestTranslator.Make(new TranslationOptions { Provider = TranslationProvider.Apertium, Endpoint = apertium.Url, TimeoutSeconds = 60 });

        (await translator.Translator.ListLanguagesAsync(CancellationToken.None)).Should().Contain(["en", "es", "fr", "pt", "pt-BR"]);
        (await TranslateAsync("en", "es", "The house is red.")).Should().Be("La casa es roja.");
        (await TranslateAsync("es", "en", "La casa es roja.")).Should().Be("The house is red.");
        (await TranslateAsync("en", "pt", "The house is red.")).Should().Be("A casa é vermelha.");
        (await TranslateAsync("en-US", "pt-BR", "The house is red.")).Should().Be("A casa é vermelha.");
        (await TranslateAsync("fr", "en", "La maison est rouge.")).Should().Be("The house is red.");

        async Task<string> TranslateAsync(string source, string target, string text) => (await translator.TranslateAsync(source, target, text)).Single().Text;
    }

    [ApertiumFact]
    public async Task ItTakesTextForTextAndKeepsTheOrder()
    {
        await using var apertium = await ApertiumServer.StartAsync();
        await using var translator = TestTranslator.Make(new TranslationOptions { Provider = TranslationProvider.Apertium, Endpoint = apertium.Url, TimeoutSeconds = 60 });
        string[] texts = ["The <b>red</b> house & the car: 1 < 2", "Good morning ⟦0⟧\n\nThe house ⟦12⟧", "Xyzzyq", "langpair=spa|eng&q=100% + 1", "it is *very* important", "five ∗ six * seven"];

        var translations = (await translator.TranslateAsync("en", "es", texts)).Select(translation => translation.Text).ToList();

        translations.Should().HaveCount(texts.Length);
        translations[0].Should().ContainAll("<b>", "</b>", "& el coche", "1 < 2");
        translations[1].Should().ContainAll("⟦0⟧\n\n", "casa", "⟦12⟧");
        translations[2].Should().Be("Xyzzyq", "an unknown word has no mark");
        translations[3].Should().ContainAll("langpair=", "&q=", "100", "+");
        translations[4].Should().Contain("*muy*");
        translations[5].Should().Contain("∗");
    }

    [ApertiumFact]
    public async Task ItSaysWhatItCannotTranslate()
    {
        await using var apertium = await ApertiumServer.StartAsync();
        await using var translator = TestTranslator.Make(new TranslationOptions { Provider = TranslationProvider.Apertium, Endpoint = apertium.Url, TimeoutSeconds = 60 });

        (await translator.FailsAsync("en", "ja", "Hello")).Fault.Should().Be(TranslationFault.UnsupportedPair);
        (await translator.FailsAsync("ja", "en", "Hello")).Fault.Should().Be(TranslationFault.UnsupportedPair);
        (await translator.FailsAsync(source: null, "en", "Hello")).Fault.Should().Be(TranslationFault.UnknownSource);
    }

    [ApertiumFact]
    public async Task WhenItEndsItIsUnavailable()
    {
        var apertium = await ApertiumServer.StartAsync();
        await using var translator = TestTranslator.Make(new TranslationOptions { Provider = TranslationProvider.Apertium, Endpoint = apertium.Url });
        await using (apertium)
            await translator.Translator.ListLanguagesAsync(CancellationToken.None);

        (await translator.FailsAsync("en", "es", "Hello")).Fault.Should().Be(TranslationFault.Unavailable);
    }
}
