using ChatHub.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace ChatHub.Tests.Translation;

/// <summary>With a message goes all that was made of its text, wherever it stood; what others said stays.</summary>
public sealed class DeletedTranslationTests : IAsyncLifetime
{
    // As the provider writes it.
    private const string Derived = "QUETZALCOATL";

    private FakeProvider _provider = null!;
    private ChatServer _server = null!;
    private HubClient _writing = null!;
    private HubClient _reading = null!;

    public async Task InitializeAsync()
    {
        _provider = await FakeProvider.StartAsync(FakeWires.LibreTranslate);
        _server = ChatServer.Start(new() { ["Translation:Provider"] = "LibreTranslate", ["Translation:Endpoint"] = _provider.Url.ToString(), ["Translation:TimeoutSeconds"] = "60" });
        _writing = await _server.ConnectAsync(await _server.NewUserAsync(language: "en"));
        _reading = await _server.ConnectAsync(await _server.NewUserAsync(language: "es"));
        await _writing.JoinAsync("general");
        await _reading.JoinAsync("general");
    }

    public async Task DisposeAsync()
    {
        await _writing.DisposeAsync();
        await _reading.DisposeAsync();
        await _server.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Fact]
    public async Task ADeletedMessageLeavesNothingThatWasMadeOfIt()
    {
        // With a mask, so that the text stands there twice: as it is shown, and as it is remembered.
        var id = await _writing.SaysAsync("general", "quetzalcoatl came to @ana");
        (await _reading.SeesPatchAsync(id)).Text.Should().Contain(Derived);
        (await ServerFiles.HoldAsync(_server, Derived)).Should().BeTrue("it was looked at");

        await DeleteAsync(id);

        await NothingIsLeftOfAsync(id);
    }

    [Fact]
    public async Task AnEditedAndDeletedMessageLeavesNothingThatWasMadeOfEitherText()
    {
        var id = await _writing.SaysAsync("general", "quetzalcoatl came");
        await _reading.SeesPatchAsync(id);
        await _writing.InvokeAsync("EditMessage", new { room = "general", id, text = "tezcatlipoca came" });
        await Eventually.TrueAsync(() => _reading.PatchesOf(id).Any(patch => patch.Revision == 2), "the edit was translated");
        StoredRows.Read(_server).Should().NotContain(row => row.Contains(Derived, StringComparison.Ordinal), "the edit took it back").And.Contain(row => row.Contains("TEZCATLIPOCA", StringComparison.Ordinal));
        await Eventually.TrueAsync(async () => !await ServerFiles.HoldAsync(_server, Derived), "the first text's is in no file");

        await DeleteAsync(id);

        await NothingIsLeftOfAsync(id);
        await Eventually.TrueAsync(async () => !await ServerFiles.HoldAsync(_server, "TEZCATLIPOCA"), "nor is the second's");
    }

    [Fact]
    public async Task WhatComesAfterTheDeletionIsNotKept()
    {
        var isOpen = new TaskCompletionSource();
        _provider.Trouble = async (context, request) =>
        {
            await isOpen.Task;
            await context.Response.WriteAsJsonAsync(FakeWires.LibreTranslate(request), CancellationToken.None);
        };
        var id = await _writing.SaysAsync("general", "quetzalcoatl came");
        await Eventually.TrueAsync(() => _provider.Requests.Any(request => request.Method == "POST"), "it was on its way");

        await DeleteAsync(id);
        isOpen.SetResult();
        var next = await _writing.SaysAsync("general", "the next one");

        await _reading.SeesPatchAsync(next);
        _reading.PatchesOf(id).Should().NotContain(patch => patch.Text != null);
        await NothingIsLeftOfAsync(id);
    }

    [Fact]
    public async Task AnotherMessageWithTheSameTextKeepsItsTranslationAndTheMemory()
    {
        var first = await _writing.SaysAsync("general", "quetzalcoatl came");
        await _reading.SeesPatchAsync(first);
        var second = await _writing.SaysAsync("general", "quetzalcoatl came");
        await _reading.SeesPatchAsync(second);
        var paid = _provider.Requests.Count;

        await DeleteAsync(first);
        var third = await _writing.SaysAsync("general", "quetzalcoatl came");

        (await _reading.SeesPatchAsync(third)).Text.Should().Be($"es({Derived} CAME)");
        _provider.Requests.Should().HaveCount(paid, "it was remembered");
        StoredRows.Read(_server).Count(row => row.Contains(Derived, StringComparison.Ordinal)).Should().Be(2);

        await DeleteAsync(second);
        await DeleteAsync(third);
        await NothingIsLeftOfAsync(third);
        await _reading.SeesPatchAsync(await _writing.SaysAsync("general", "quetzalcoatl came"));
        _provider.Requests.Count.Should().BeGreaterThan(paid, "nobody remembers it any more");
    }

    [Fact]
    public async Task WhoWasAwayGetsThePatchesOfWhatIsGoneWithoutAText()
    {
        var sync = await _reading.JoinAsync("general");
        var gone = await _writing.SaysAsync("general", "quetzalcoatl came");
        await _reading.SeesPatchAsync(gone);
        await DeleteAsync(gone);
        var kept = await _writing.SaysAsync("general", "the next one");
        await _reading.SeesPatchAsync(kept);

        await using var back = await _server.ConnectAsync(await _server.NewUserAsync(), language: "es");
        await back.JoinAsync("general", after: new { epoch = sync.GetProperty("epoch").GetString(), seq = 2, translations = new { language = "es", tseq = 0 } });

        await back.SeesPatchAsync(kept);
        back.Translations().Select(patch => (patch.Tseq, patch.Id, patch.State, patch.Text))
            .Should().Equal((1, gone, "superseded", null), (2, kept, "ready", "es(THE NEXT ONE)"));
    }

    private async Task DeleteAsync(long id) => await _writing.InvokeAsync("DeleteMessage", new { room = "general", id });

    private async Task NothingIsLeftOfAsync(long id)
    {
        var rows = StoredRows.Read(_server);
        rows.Should().NotContain(row => row.Contains(Derived, StringComparison.OrdinalIgnoreCase));
        rows.Should().NotContain(row => row.StartsWith($"Translations | 1 | {id} | ", StringComparison.Ordinal));
        await Eventually.TrueAsync(async () => !await ServerFiles.HoldAsync(_server, Derived), "it was in no file");
    }
}
