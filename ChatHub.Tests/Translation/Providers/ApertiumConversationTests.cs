using ChatHub.Tests.Support;

namespace ChatHub.Tests.Translation.Providers;

/// <summary>A whole server with the real Apertium.</summary>
public sealed class ApertiumConversationTests
{
    private static readonly string[] Languages = ["en", "es", "pt"];

    [ApertiumFact]
    public async Task ThreePeopleReadEachOtherInTheirOwnLanguages()
    {
        await using var apertium = await ApertiumServer.StartAsync();
        await using var server = ChatServer.Start(new()
        {
            ["Translation:Provider"] = "Apertium",
            ["Translation:Endpoint"] = apertium.Url.ToString(),
            ["Translation:TimeoutSeconds"] = "60",
        });
        var people = new Dictionary<string, HubClient>();
        foreach (var language in Languages)
        {
            people[language] = await server.ConnectAsync(await server.NewUserAsync(language: language));
            await people[language].JoinAsync("general");
        }

        await SaysAsync("en", "The house is red.", ("es", "La casa es roja."), ("pt", "A casa é vermelha."));
        await SaysAsync("es", "La casa es roja.", ("en", "The house is red."), ("pt", "A casa é vermelha."));
        await SaysAsync("pt", "A casa é vermelha.", ("en", "The house is red."), ("es", "La casa es roja."));

        foreach (var person in people.Values)
            await person.DisposeAsync();

        async Task SaysAsync(string language, string text, params (string Language, string Text)[] read)
        {
            var id = (await people[language].SendAsync("general", text)).GetProperty("id").GetInt64();
            foreach (var (reader, expected) in read)
            {
                await Eventually.TrueAsync(() => ReadBy(people[reader], id).Count > 0, $"a reader of {reader} had the translation");
                ReadBy(people[reader], id).Should().Equal(expected);
            }
        }
    }

    private static List<string?> ReadBy(HubClient person, long id) => person.CallsOf("Translations")
        .SelectMany(batch => batch.GetProperty("items").EnumerateArray())
        .Where(item => item.GetProperty("id").GetInt64() == id)
        .Select(item => item.GetProperty("text").GetString()).ToList();
}
