using System.Globalization;
using System.Net;
using ChatHub.Domain.Translation;
using ChatHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChatHub.Tests.Translation;

/// <summary>What may be sent a day is bounded, in all and for each room, and the operator sees what was.</summary>
public sealed class TranslationBudgetTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly ShiftedTime _time = new();
    private readonly ScriptedTranslator _translator = new();

    [Fact]
    public async Task OnceTheRoomsBudgetIsSpentItsMessagesAreSkippedAndOtherRoomsGoOn()
    {
        await using var server = Start(perRoom: 10);
        var (ana, luis) = (await server.NewUserAsync(language: "en"), await server.NewUserAsync(language: "es"));
        var (room, other) = (await ana.NewRoomAsync(), await ana.NewRoomAsync());
        await using var writing = await server.ConnectAsync(ana);
        await using var reading = await server.ConnectAsync(luis);
        await reading.JoinAsync(room);
        await reading.JoinAsync(other);

        await reading.SeesPatchAsync(await writing.SaysAsync(room, "hello"));
        var tooLong = await writing.SaysAsync(room, "longer");
        await reading.SeesPatchAsync(tooLong, "skipped");
        await reading.SeesSeqAsync(tooLong);
        await reading.SeesPatchAsync(await writing.SaysAsync(room, "abcde"));
        await reading.SeesPatchAsync(await writing.SaysAsync(room, "x"), "skipped");
        await Eventually.TrueAsync(() => reading.Translations().Count == 4, "all came");
        await writing.SaysAsync(other, "longer");

        await Eventually.TrueAsync(() => reading.Translations().Any(patch => patch.Text == "es(longer)"), "the other room's came");
        _translator.Texts.Select(sent => sent.Text).Should().Equal("hello", "abcde", "longer");
        (await luis.ReadTranslationAsync(room, tooLong)).Should().Be(new ShownTranslation("es", "skipped"));
    }

    [Fact]
    public async Task TheServersBudgetHoldsForAllRoomsTogether()
    {
        await using var server = Start(inAll: 6);
        var ana = await server.NewUserAsync(language: "en");
        await using var writing = await server.ConnectAsync(ana);
        var (first, second) = (await ana.NewRoomAsync(), await ana.NewRoomAsync());
        var (one, two) = (await writing.SaysAsync(first, "hello"), await writing.SaysAsync(second, "abc def"));

        (await ana.ReadTranslationAsync(first, one, "es"))!.State.Should().Be("ready");
        (await ana.ReadTranslationAsync(second, two, "es"))!.State.Should().Be("skipped");
    }

    [Theory]
    [InlineData(TranslationFault.Unavailable)]
    [InlineData(TranslationFault.RateLimited)]
    public async Task WhatWasNeverSentCostsNothing(TranslationFault fault)
    {
        await using var server = Start(inAll: 5);
        var ana = await server.NewUserAsync(language: "en");
        await using var writing = await server.ConnectAsync(ana);
        var room = await ana.NewRoomAsync();
        _translator.FailOn(_ => fault, wasSent: false);
        (await ana.ReadTranslationAsync(room, await writing.SaysAsync(room, "hello"), "es"))!.State.Should().Be("failed");
        _translator.FailOn(_ => null);

        (await ana.ReadTranslationAsync(room, await writing.SaysAsync(room, "world"), "es"))!.State.Should().Be("ready");
    }

    [Fact]
    public async Task WhatTheMemoryHasCostsNothing()
    {
        await using var server = Start(inAll: 5);
        var ana = await server.NewUserAsync(language: "en");
        await using var writing = await server.ConnectAsync(ana);
        var room = await ana.NewRoomAsync();
        var (one, two) = (await writing.SaysAsync(room, "hello"), await writing.SaysAsync(room, "hello"));

        (await ana.ReadTranslationAsync(room, one, "es"))!.State.Should().Be("ready");
        (await ana.ReadTranslationAsync(room, two, "es"))!.State.Should().Be("ready");
    }

    [Fact]
    public async Task ReadingWhatWasSkippedAgainMakesNothingNewWhileTheBudgetIsSpent()
    {
        await using var server = Start(inAll: 5);
        var (ana, luis) = (await server.NewUserAsync(language: "en"), await server.NewUserAsync(language: "es"));
        await using var writing = await server.ConnectAsync(ana);
        await using var reading = await server.ConnectAsync(luis);
        var room = await ana.NewRoomAsync();
        await reading.JoinAsync(room);
        var id = await writing.SaysAsync(room, "too long for it");
        await reading.SeesPatchAsync(id, "skipped");

        for (var read = 0; read < 3; read++)
            (await luis.ReadTranslationAsync(room, id))!.State.Should().Be("skipped");
        await reading.SeesPatchAsync(await writing.SaysAsync(room, "hello"));

        reading.Translations().Select(patch => (patch.Tseq, patch.State)).Should().Equal((1, "skipped"), (2, "ready"));
    }

    [Fact]
    public async Task TheNextDayGoesOnAndHistoryFillsInWhatWasSkipped()
    {
        await using var server = Start(inAll: 5);
        var (ana, luis) = (server.WithLastingToken(await server.NewUserAsync(language: "en")), server.WithLastingToken(await server.NewUserAsync(language: "es")));
        await using var writing = await server.ConnectAsync(ana);
        await using var reading = await server.ConnectAsync(luis);
        var room = await ana.NewRoomAsync();
        await reading.JoinAsync(room);
        await reading.SeesPatchAsync(await writing.SaysAsync(room, "today"));
        var skipped = await writing.SaysAsync(room, "spent");
        await reading.SeesPatchAsync(skipped, "skipped");

        _time.Shift(TimeSpan.FromDays(1));
        (await luis.ReadTranslationAsync(room, skipped)).Should().Be(new ShownTranslation("es", "ready", "es(spent)", "Scripted"));
        (await reading.SeesPatchAsync(skipped)).Tseq.Should().Be(3);
        var tomorrow = await writing.SaysAsync(room, "spent again");

        await reading.SeesPatchAsync(tomorrow, "skipped");
    }

    [Fact]
    public async Task WhatWasSpentIsKnownAfterARestart()
    {
        string room;
        await using (var before = Start(inAll: 10))
        {
            var ana = await before.NewUserAsync("ana", "en");
            room = await ana.NewRoomAsync();
            await using var writing = await before.ConnectAsync(ana);
            (await ana.ReadTranslationAsync(room, await writing.SaysAsync(room, "abcdefgh"), "es"))!.State.Should().Be("ready");
        }

        await using var after = Start(inAll: 10);
        var back = await after.SignInAsync("ana");
        await using var speaking = await after.ConnectAsync(back);
        var (longer, shorter) = (await speaking.SaysAsync(room, "abc"), await speaking.SaysAsync(room, "ab"));

        (await back.ReadTranslationAsync(room, longer, "es"))!.State.Should().Be("skipped");
        (await back.ReadTranslationAsync(room, shorter, "es"))!.State.Should().Be("ready");
    }

    [Fact]
    public async Task AnAdminSeesWhatWasSentByDayProviderAndRoom()
    {
        await using var server = Start();
        var (admin, ana) = (server.WithLastingToken(await server.NewUserAsync("operator")), server.WithLastingToken(await server.NewUserAsync(language: "en")));
        var (busy, quiet, mute) = (await ana.NewRoomAsync("private"), await ana.NewRoomAsync(), await ana.NewRoomAsync());
        await using var writing = await server.ConnectAsync(ana);
        // Twice the same is sent once, and nothing but a link is not sent at all.
        foreach (var text in new[] { "hello", "hello", "ünïcödé" })
            await writing.SaysAsync(busy, text);
        await writing.SaysAsync(quiet, "abc");
        await writing.SaysAsync(mute, "https://example.org");
        foreach (var room in new[] { busy, quiet, mute })
            await ana.ReadHistoryAsync(room, "es");
        var today = Day();
        _time.Shift(TimeSpan.FromDays(6));
        await ana.ReadHistoryAsync(quiet, "fr");

        var items = await UsageAsync(admin, "");

        items.Should().Equal((Day(), "Scripted", quiet, 1, 3), (today, "Scripted", busy, 2, 12), (today, "Scripted", quiet, 1, 3));
        (await UsageAsync(admin, "?days=6")).Should().Equal(items.Take(1), "six days ago is outside");
        (await UsageAsync(admin, "?days=90")).Should().Equal(items);
        (await ana.Http.GetAsync(new Uri("/translation/usage", UriKind.Relative))).StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task WhatAFailingProviderWasSentIsCountedToo()
    {
        _translator.FailOn(_ => TranslationFault.Unavailable);
        await using var server = Start();
        var (admin, ana) = (await server.NewUserAsync("operator"), await server.NewUserAsync(language: "en"));
        var room = await ana.NewRoomAsync();
        await using var writing = await server.ConnectAsync(ana);
        var id = await writing.SaysAsync(room, "hello");

        (await ana.ReadTranslationAsync(room, id, "es"))!.State.Should().Be("failed");

        (await UsageAsync(admin, "")).Should().ContainSingle().Which.Room.Should().Be(room);
    }

    public void Dispose() => _directory.Dispose();

    private ChatServer Start(int inAll = 0, int perRoom = 0) => ChatServer.Start(
        new()
        {
            ["Translation:Provider"] = "Pseudo",
            ["Translation:DailyCharacters"] = $"{inAll}",
            ["Translation:DailyCharactersPerRoom"] = $"{perRoom}",
            ["DataDirectory"] = _directory.Path,
            ["Auth:Admins:0"] = "operator",
        },
        services =>
        {
            _time.Replace(services);
            services.Replace(ServiceDescriptor.Singleton<ITranslator>(_translator));
        });

    private string Day() => _time.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static async Task<List<(string? Day, string? Provider, string? Room, long Texts, long Characters)>> UsageAsync(TestUser admin, string query)
        => [.. (await admin.Http.GetJsonAsync($"/translation/usage{query}")).GetProperty("items").EnumerateArray().Select(item => (
            item.GetProperty("day").GetString(), item.GetProperty("provider").GetString(), item.GetProperty("room").GetString(),
            item.GetProperty("texts").GetInt64(), item.GetProperty("characters").GetInt64()))];
}
