using ChatHub.Tests.Support;

namespace ChatHub.Tests.Translation;

/// <summary>A whole conversation over the real Apertium: everyone reads everyone in their own language.</summary>
public sealed class ApertiumConversationTests
{
    [ApertiumFact]
    public async Task ThreePeopleReadEachOtherInTheirOwnLanguages()
    {
        await using var apertium = await ApertiumServer.StartAsync();
        await using var server = Start(apertium);
        await using var english = await JoinAsync(server, "en");
        await using var spanish = await JoinAsync(server, "es");
        await using var portuguese = await JoinAsync(server, "pt");

        var fromEnglish = await english.SaysAsync("general", "The house is big.");
        var fromSpanish = await spanish.SaysAsync("general", "El perro duerme en la casa.");
        var fromPortuguese = await portuguese.SaysAsync("general", "A menina bebe leite.");

        await ReadsAsync(spanish, fromEnglish, "es", "La casa es grande.");
        await ReadsAsync(portuguese, fromEnglish, "pt", "A casa é grande.");
        await ReadsAsync(english, fromSpanish, "en", "The dog sleeps in the house.");
        await ReadsAsync(portuguese, fromSpanish, "pt", "O cão dorme na casa.");
        await ReadsAsync(english, fromPortuguese, "en", "The girl drinks milk.");
        await ReadsAsync(spanish, fromPortuguese, "es", "La niña bebe leche.");
        english.PatchesOf(fromEnglish).Should().OnlyContain(patch => patch.State == "same_language", "nobody needs their own words translated");
    }

    [ApertiumFact]
    public async Task WhatIsNotLanguageComesThroughUnharmed()
    {
        string[] masks = ["@ana", "https://example.org/house?the=house", "`code with house`", "$HOME", "{house}", "🏠"];
        await using var apertium = await ApertiumServer.StartAsync();
        await using var server = Start(apertium);
        await using var english = await JoinAsync(server, "en");
        await using var spanish = await JoinAsync(server, "es");
        await using var portuguese = await JoinAsync(server, "pt");

        var id = await english.SaysAsync("general", $"{masks[0]} the house is at {masks[1]} with {masks[2]}\nand {masks[3]} or {masks[4]} {masks[5]}\n\nThe house is red.");

        foreach (var (reading, words) in new[] { (spanish, "La casa es roja."), (portuguese, "A casa é vermelha.") })
        {
            var lines = (await reading.SeesPatchAsync(id)).Text!.Split('\n');
            lines.Should().HaveCount(4);
            lines[0].Should().ContainAll(masks[..3]).And.Contain("casa");
            lines[1].Should().ContainAll(masks[3..]);
            lines[2].Should().BeEmpty();
            lines[3].Should().Be(words);
            masks.Should().OnlyContain(mask => string.Join('\n', lines).Split(mask).Length == 2, "each stands there once");
        }
    }

    [ApertiumFact]
    public async Task WhereNothingIsLanguageNothingIsTranslated()
    {
        await using var apertium = await ApertiumServer.StartAsync();
        await using var server = Start(apertium);
        await using var english = await JoinAsync(server, "en");
        await using var spanish = await JoinAsync(server, "es");

        var id = await english.SaysAsync("general", "@ana https://example.org/house `code with house`\n$HOME {house} 🏠 42");
        var next = await english.SaysAsync("general", "The house is big.");

        await spanish.SeesPatchAsync(next);
        (await spanish.SeesPatchAsync(id, "skipped")).Text.Should().BeNull();
        spanish.PatchesOf(id).Should().ContainSingle();
    }

    // The engine starts each pair when it is first asked for, which takes long on a busy machine.
    private static ChatServer Start(ApertiumServer apertium) => ChatServer.Start(
        new() { ["Translation:Provider"] = "Apertium", ["Translation:Endpoint"] = apertium.Url.ToString(), ["Translation:TimeoutSeconds"] = "60" });

    private static async Task<HubClient> JoinAsync(ChatServer server, string language)
    {
        var client = await server.ConnectAsync(await server.NewUserAsync(language: language));
        await client.JoinAsync("general", backlog: 0);
        return client;
    }

    private static async Task ReadsAsync(HubClient reading, long id, string language, string text)
    {
        var patch = await reading.SeesPatchAsync(id);
        (patch.Language, patch.Text, patch.Provider).Should().Be((language, text, "Apertium"));
    }
}
