using System.Text.Json;
using ChatHub.Domain.Translation;
using ChatHub.Infrastructure.Translation.LibreTranslate;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Translation.Providers;

/// <summary>LibreTranslate's wire, as its documentation has it.</summary>
public sealed class LibreTranslateTests
{
    [Fact]
    public async Task ABatchIsOneRequestAndComesBackInOrder()
    {
        await using var libre = await FakeProvider.StartAsync(FakeWires.LibreTranslate);
        await using var translator = Make(libre, "/path/of/proxy", key: "the-key");

        (await translator.TranslateAsync("en-US", "zh-Hant", "One", "Two")).Should().Equal(new TranslatedText("zt(ONE)"), new TranslatedText("zt(TWO)"));

        libre.Requests.Select(request => $"{request.Method} {request.Path}").Should().Equal("GET /path/of/proxy/languages", "POST /path/of/proxy/translate");
        libre.Requests.Last().Body.Should().Be("""{"q":["One","Two"],"source":"en","target":"zt","format":"text","api_key":"the-key"}""");
    }

    [Fact]
    public async Task WithoutAKeyNoneIsSentAndTheLanguageIsDetected()
    {
        await using var libre = await FakeProvider.StartAsync(FakeWires.LibreTranslate);
        await using var translator = Make(libre);

        (await translator.TranslateAsync(source: null, "es", "One")).Should().Equal(new TranslatedText("es(ONE)", "en"));

        libre.Requests.Last().Body.Should().Be("""{"q":["One"],"source":"auto","target":"es","format":"text"}""");
    }

    [Theory]
    [InlineData("""[{ "language": "zh", "confidence": 50 }]""", "zh-Hans")]
    [InlineData("""[{ "language": "pb", "confidence": 99.5 }]""", "pt-BR")]
    [InlineData("""{ "language": "fr", "confidence": 90.0 }""", "fr")]
    [InlineData("""[{ "language": "en", "confidence": 49.9 }]""", null)]
    [InlineData("""[{ "language": "no language", "confidence": 90 }]""", null)]
    [InlineData("""[{ "language": "en" }]""", null)]
    [InlineData("[]", null)]
    [InlineData("null", null)]
    public async Task OnlyASureDetectionCounts(string detected, string? source)
    {
        await using var libre = await FakeProvider.StartAsync(request => request.Method == "GET"
            ? FakeWires.LibreTranslate(request)
            : new { translatedText = new[] { "Uno" }, detectedLanguage = JsonSerializer.Deserialize<JsonElement>(detected) });
        await using var translator = Make(libre);

        (await translator.TranslateAsync(source: null, "es", "One")).Should().Equal(new TranslatedText("Uno", source));
    }

    [Fact]
    public async Task ItsLanguagesAreListedByTheirTags()
    {
        await using var libre = await FakeProvider.StartAsync(FakeWires.LibreTranslate);
        await using var translator = Make(libre);

        (await translator.Translator.ListLanguagesAsync(CancellationToken.None)).Should().Equal("en", "es", "nb", "pt", "pt-BR", "zh-Hans", "zh-Hant");
        (await translator.TranslateAsync("zh-CN", "no", "One")).Single().Text.Should().Be("nb(ONE)");
        libre.Requests.Last().Json.GetProperty("source").GetString().Should().Be("zh");
        (await translator.FailsAsync("ja", "es", "Hello")).Fault.Should().Be(TranslationFault.UnsupportedPair);
        (await translator.FailsAsync("en", "ja", "Hello")).Fault.Should().Be(TranslationFault.UnsupportedPair);
    }

    [Theory]
    [InlineData("""[{ "code": "en", "targets": ["es"] }, { "code": "es", "targets": ["es"] }]""", "es")]
    [InlineData("""[{ "code": "en" }, { "code": "zh-Hans" }, { "code": "pt-BR" }, { "code": "?" }]""", "en pt-BR zh-Hans")]
    public void ItsListMayLookOtherwise(string answer, string tags)
        => LibreLanguages.Read(JsonSerializer.Deserialize<JsonElement>(answer)).List.Should().Equal(tags.Split(' '));

    [Fact]
    public async Task APairThatItDoesNotHaveIsNotAskedFor()
    {
        await using var libre = await FakeProvider.StartAsync(_ => new[] { new { code = "en", targets = new[] { "es" } }, new { code = "es", targets = new[] { "es" } } });
        await using var translator = Make(libre);

        (await translator.FailsAsync("es", "en", "Hola")).Fault.Should().Be(TranslationFault.UnsupportedPair);
        libre.Requests.Should().ContainSingle();
    }

    [Theory]
    [InlineData("""{ "translatedText": ["Uno"] }""", "1 texts for 2")]
    [InlineData("""{ "translatedText": ["Uno", ""] }""", "empty")]
    [InlineData("""{ "translatedText": ["Uno", "a\u0000b"] }""", "not Unicode")]
    [InlineData("""{ "translatedText": ["Uno", "a\ud800b"] }""", "not what it documents")]
    [InlineData("""{ "translatedText": ["Uno", 2] }""", "not what it documents")]
    [InlineData("""{ "translatedText": ["Uno", null] }""", "not what it documents")]
    [InlineData("""{ "translatedText": ["Uno", "LONG"] }""", "far longer")]
    [InlineData("""{ "translatedText": "Uno" }""", "not what it documents")]
    [InlineData("[]", "not what it documents")]
    public async Task AnAnswerThatCannotBeRightIsRefused(string answer, string words)
    {
        await using var libre = await FakeProvider.StartAsync(request => request.Method == "GET"
            ? FakeWires.LibreTranslate(request)
            : Microsoft.AspNetCore.Http.Results.Text(answer.Replace("LONG", new string('x', 1100), StringComparison.Ordinal), "application/json"));
        await using var translator = Make(libre);

        var failure = await translator.FailsAsync("en", "es", "One", "Two");

        failure.Fault.Should().Be(TranslationFault.BadAnswer);
        failure.Message.Should().Contain(words).And.NotContain("Uno");
    }

    private static TestTranslator Make(FakeProvider libre, string path = "/", string? key = null) => TestTranslator.Make(
        new TranslationOptions { Provider = TranslationProvider.LibreTranslate, Endpoint = new Uri(libre.Url, path), ApiKey = key, TimeoutSeconds = 60 });
}
