using System.Text.Json;
using ChatHub.Domain.Translation;
using ChatHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ChatHub.Tests.Translation;

/// <summary>Which languages a server offers.</summary>
public sealed class LanguagesTests
{
    [Fact]
    public async Task WhereNothingIsTranslatedThereAreNone()
    {
        await using var server = ChatServer.Start(new() { ["Translation:Provider"] = "None" });

        (await ListAsync(server)).Should().BeEmpty();
    }

    [Fact]
    public async Task WhereAnyIsTakenTheWellKnownOnesAreOfferedInTheirOwnNames()
    {
        await using var server = ChatServer.Start(new() { ["Translation:Provider"] = "Pseudo" });

        var languages = await ListAsync(server);

        languages.Should().Contain([("de", "Deutsch"), ("en", "English"), ("es", "español"), ("ja", "日本語"), ("pt-BR", "português (Brasil)"), ("zh-Hans", "中文（简体）"), ("zh-Hant", "中文（繁體）")]);
        languages.Select(language => language.Tag).Should().BeInAscendingOrder(StringComparer.Ordinal).And.OnlyHaveUniqueItems().And.OnlyContain(tag => IsCanonical(tag));
    }

    [Fact]
    public async Task WhereTheProviderNamesItsLanguagesThoseAreOffered()
    {
        await using var server = ChatServer.Start(new() { ["Translation:Provider"] = "Pseudo" });
        server.Services.GetRequiredService<TranslationLanguages>().Replace(["pt", "es", "qaa", "zh-Hant"]);

        (await ListAsync(server)).Should().Equal(("es", "español"), ("pt", "português"), ("qaa", "qaa"), ("zh-Hant", "中文（繁體）"));
    }

    private static bool IsCanonical(string tag) => LanguageTag.Check(tag, out var canonical) is null && canonical!.Value == tag;

    private static async Task<List<(string Tag, string Name)>> ListAsync(ChatServer server)
    {
        var user = await server.NewUserAsync();
        var answer = await user.Http.GetJsonAsync("/languages");
        answer.EnumerateObject().Select(field => field.Name).Should().Equal("items");
        return [.. answer.GetProperty("items").EnumerateArray().Select(Read)];
    }

    private static (string Tag, string Name) Read(JsonElement item)
        => (item.GetProperty("language").GetString()!, item.GetProperty("name").GetString()!);
}
