using System.Net.Http.Json;
using ChatHub.Domain.Translation;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Translation;

/// <summary>A room says itself whether its messages may go to a translator.</summary>
public sealed class TranslationPolicyTests
{
    [Theory]
    [InlineData("private", "any")]
    [InlineData("public", "any")]
    public async Task ARoomStartsTranslated(string visibility, string policy)
    {
        await using var server = new ScriptedTranslator().StartServer();
        var ana = await server.NewUserAsync(language: "en");

        (await ana.Http.GetJsonAsync($"/rooms/{await ana.NewRoomAsync(visibility)}")).GetProperty("translation").GetString().Should().Be(policy);
    }

    [Fact]
    public async Task ADirectConversationStartsOffAndNothingOfItIsSentAnywhere()
    {
        var translator = new ScriptedTranslator();
        await using var server = translator.StartServer();
        var (ana, luis) = (await server.NewUserAsync(language: "en"), await server.NewUserAsync(language: "es"));
        var opened = await ana.Http.PostAsJsonAsync("/rooms/direct", new { username = luis.Username }).JsonAsync();
        var room = opened.GetProperty("room").GetString()!;
        await using var writing = await server.ConnectAsync(ana);
        await using var reading = await server.ConnectAsync(luis);
        await reading.JoinAsync(room);

        var id = await writing.SaysAsync(room, "needle");
        await reading.SeesSeqAsync(id);

        opened.GetProperty("translation").GetString().Should().Be("off");
        (await luis.ReadTranslationAsync(room, id, "fr")).Should().BeNull();
        (await luis.Http.GetJsonAsync("/search?q=needle")).GetProperty("items")[0].GetProperty("message").Translation().Should().BeNull();
        translator.Calls.Should().BeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ALocalRoomIsTranslatedOnlyByAProviderThatKeepsTextsOnTheHost(bool isLocal)
    {
        await using var provider = await FakeProvider.StartAsync(FakeWires.LibreTranslate);
        await using var server = ChatServer.Start(new()
        {
            ["Translation:Provider"] = "LibreTranslate",
            ["Translation:Endpoint"] = provider.Url.ToString(),
            ["Translation:Local"] = isLocal ? "true" : "false",
        });
        var (ana, luis) = (await server.NewUserAsync(language: "en"), await server.NewUserAsync(language: "es"));
        var (local, open) = (await ana.NewRoomAsync(), await ana.NewRoomAsync());
        await SetAsync(ana, local, "local");
        await using var writing = await server.ConnectAsync(ana);
        await using var reading = await server.ConnectAsync(luis);
        await reading.JoinAsync(local);
        await reading.JoinAsync(open);

        var kept = await writing.SaysAsync(local, "only here");
        await reading.SeesPatchAsync(await writing.SaysAsync(open, "anywhere"));

        (await luis.ReadTranslationAsync(local, kept)).Should().Be(isLocal ? new ShownTranslation("es", "ready", "es(ONLY HERE)", "LibreTranslate") : null);
        provider.Requests.Any(request => request.Body.Contains("only here", StringComparison.Ordinal)).Should().Be(isLocal);
    }

    [Fact]
    public async Task SwitchedOffItStopsAtOnceAndSwitchedOnAgainHistoryFillsIn()
    {
        var translator = new ScriptedTranslator();
        await using var server = translator.StartServer();
        var (ana, luis) = (await server.NewUserAsync(language: "en"), await server.NewUserAsync(language: "es"));
        var room = await ana.NewRoomAsync();
        await using var writing = await server.ConnectAsync(ana);
        await using var reading = await server.ConnectAsync(luis);
        await reading.JoinAsync(room);
        var before = await writing.SaysAsync(room, "before");
        await reading.SeesPatchAsync(before);

        await SetAsync(ana, room, "off");
        var within = await writing.SaysAsync(room, "within");
        var off = await luis.ReadHistoryAsync(room);
        await SetAsync(ana, room, "any");
        await reading.SeesPatchAsync(await writing.SaysAsync(room, "after"));
        var on = await luis.ReadHistoryAsync(room);

        off.Select(message => message.Translation()).Should().AllBeEquivalentTo((ShownTranslation?)null);
        on.Select(message => message.Translation()!.Text).Should().Equal("es(before)", "es(within)", "es(after)");
        await reading.SeesPatchAsync(within);
    }

    [Fact]
    public async Task WhatWasPendingWhenItWasSwitchedOffIsSkippedAndComesWhenItIsOnAgain()
    {
        var translator = new ScriptedTranslator();
        translator.FailOn(_ => TranslationFault.Unavailable);
        await using var server = translator.StartServer();
        var (ana, luis) = (await server.NewUserAsync(language: "en"), await server.NewUserAsync(language: "es"));
        var room = await ana.NewRoomAsync();
        await using var writing = await server.ConnectAsync(ana);
        await using var reading = await server.ConnectAsync(luis);
        await reading.JoinAsync(room);
        var id = await writing.SaysAsync(room, "hello");
        await reading.SeesPatchAsync(id, "failed");

        await SetAsync(ana, room, "off");
        translator.FailOn(_ => null);
        await reading.SeesPatchAsync(id, "skipped");
        var sent = translator.Calls.Count;
        (await luis.ReadTranslationAsync(room, id)).Should().BeNull();
        await SetAsync(ana, room, "any");

        (await luis.ReadTranslationAsync(room, id))!.Text.Should().Be("es(hello)");
        (await reading.SeesPatchAsync(id)).Tseq.Should().Be(3);
        translator.Calls.Count.Should().Be(sent + 1);
    }

    private static async Task SetAsync(TestUser owner, string room, string translation)
        => (await owner.Http.PatchAsJsonAsync($"/rooms/{room}", new { translation })).EnsureSuccessStatusCode();
}
