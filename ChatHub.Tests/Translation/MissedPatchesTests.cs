using System.Text.Json;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Translation;

/// <summary>More patches missed than are read at once, while more come and the language changes: each once, in order.</summary>
public sealed class MissedPatchesTests : IAsyncLifetime
{
    private const int Missed = 350;
    private const int Live = 150;

    private readonly ChatServer _server = ChatServer.Start(new() { ["Translation:Provider"] = "Pseudo" });
    private TestUser _reader = null!;
    private HubClient _writing = null!;
    private JsonElement _before;

    public async Task InitializeAsync()
    {
        _reader = await _server.NewUserAsync(language: "es");
        _writing = await _server.ConnectAsync(await _server.NewUserAsync(language: "en"));
        await using var reading = await _server.ConnectAsync(_reader);
        await _writing.JoinAsync("general");
        _before = await reading.JoinAsync("general");
        await SendAsync(Missed);
        await Eventually.TrueAsync(() => reading.Translations().Count == Missed, "all were translated");
    }

    public async Task DisposeAsync()
    {
        await _writing.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task WhatIsMissedAndWhatComesMeanwhileMakeOneOrder()
    {
        await using var back = await _server.ConnectAsync(_reader);
        var sending = SendAsync(Live);

        (await ResumeAsync(back)).GetProperty("translations").GetProperty("tseq").GetInt64().Should().Be(0);
        await sending;

        await Eventually.TrueAsync(() => back.Translations().Count >= Missed + Live, "all came");
        back.Translations().Select(patch => patch.Tseq).Should().Equal(Enumerable.Range(1, Missed + Live).Select(tseq => (long)tseq));
    }

    [Fact]
    public async Task TheSameLanguageSaidAgainMeanwhileChangesNothing()
    {
        await using var back = await _server.ConnectAsync(_reader);
        var sending = SendAsync(Live);
        var resuming = ResumeAsync(back);
        for (var time = 0; time < 50; time++)
            await back.InvokeAsync("SetLanguage", new { language = "es" });
        await Task.WhenAll(sending, resuming);

        await Eventually.TrueAsync(() => back.Translations().Count >= Missed + Live, "all came");
        back.Translations().Select(patch => patch.Tseq).Should().Equal(Enumerable.Range(1, Missed + Live).Select(tseq => (long)tseq));
    }

    [Fact]
    public async Task AnotherLanguageMeanwhileStartsWhereItsAnswerSays()
    {
        await using var back = await _server.ConnectAsync(_reader);
        await ResumeAsync(back);

        var answer = await back.InvokeAsync("SetLanguage", new { language = "de" });
        var from = answer.GetProperty("rooms")[0].GetProperty("translations").GetProperty("tseq").GetInt64();
        var called = back.CallsOf("Translations").Count;
        var ids = (await SendAsync(Live)).Select(receipt => receipt.GetProperty("id").GetInt64()).ToList();

        await Eventually.TrueAsync(() => ids.TrueForAll(id => back.PatchesOf(id).Any()), "all came");
        // Those of messages that were replayed after the change are among them.
        var german = back.Translations().Where(patch => patch.Language == "de").Select(patch => patch.Tseq).ToList();
        german.Should().Equal(Enumerable.Range(1, german.Count).Select(tseq => from + tseq));
        back.CallsOf("Translations").Skip(called).SelectMany(Patches.Read).Should().OnlyContain(patch => patch.Language == "de", "nothing of the old language comes after the answer");
        var spanish = back.Translations().Where(patch => patch.Language == "es").Select(patch => patch.Tseq).ToList();
        spanish.Should().Equal(Enumerable.Range(1, spanish.Count).Select(tseq => (long)tseq));
    }

    private Task<JsonElement[]> SendAsync(int messages) => Task.WhenAll(Enumerable.Range(0, messages).Select(number => _writing.SendAsync("general", $"text {number}")));

    private Task<JsonElement> ResumeAsync(HubClient back)
    {
        var (epoch, seq) = (_before.GetProperty("epoch").GetString(), _before.GetProperty("head").GetInt64());
        return back.JoinAsync("general", after: new { epoch, seq, translations = new { language = "es", tseq = 0 } });
    }
}
