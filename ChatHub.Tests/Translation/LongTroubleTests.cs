using ChatHub.Tests.Support;

namespace ChatHub.Tests.Translation;

/// <summary>However long a provider was in trouble, what failed comes as soon as it is well, or the server was started again.</summary>
public sealed class LongTroubleTests
{
    // Then the next attempt is minutes away.
    private const int Attempts = 5;
    private const int Messages = 3;

    [Fact]
    public async Task AfterALongTroubleNothingWaitsForItsNextAttempt()
    {
        var clock = new ShiftedTime();
        await using var provider = await FakeProvider.StartAsync(FakeWires.LibreTranslate);
        await using var server = ChatServer.Start(
            new() { ["Translation:Provider"] = "LibreTranslate", ["Translation:Endpoint"] = provider.Url.ToString(), ["Translation:TimeoutSeconds"] = "1" }, clock.Replace);
        await using var writing = await server.ConnectAsync(server.WithLastingToken(await server.NewUserAsync(language: "en")));
        await using var reading = await server.ConnectAsync(server.WithLastingToken(await server.NewUserAsync(language: "es")));
        await writing.JoinAsync("general");
        await reading.JoinAsync("general");
        provider.Trouble = Troubles.Status(500);
        var ids = new List<long>();
        for (var number = 0; number < Messages; number++)
            ids.Add(await writing.SaysAsync("general", $"text {number}"));

        var database = new DatabaseFile(server.DataDirectory);
        for (var attempt = 1; attempt < Attempts; attempt++)
        {
            var tried = $"SELECT count(*) FROM Translations WHERE Language = 'es' AND Attempts >= {attempt}";
            await Eventually.TrueAsync(async () => (await database.ReadAsync(tried)).Single() == $"{Messages}", $"each was tried {attempt} times");
            clock.Shift(TimeSpan.FromHours(1));
        }

        var all = $"SELECT count(*) FROM Translations WHERE Language = 'es' AND Attempts >= {Attempts}";
        await Eventually.TrueAsync(async () => (await database.ReadAsync(all)).Single() == $"{Messages}", "each was tried often");
        provider.Trouble = null;

        foreach (var id in ids)
            await reading.SeesPatchAsync(id);
    }

    [Fact]
    public async Task AStartTriesAllThatFailedAgain()
    {
        using var directory = new TemporaryDirectory();
        await using var provider = await FakeProvider.StartAsync(FakeWires.LibreTranslate);
        await using var server = await ServerProcess.StartAsync(
            directory.Path, "--Translation:Provider", "LibreTranslate", "--Translation:Endpoint", provider.Url.ToString(), "--Translation:TimeoutSeconds", "1");
        var (writer, reader) = (await server.SignInAsync("writer", "en"), await server.SignInAsync("reader", "es"));
        provider.Trouble = Troubles.Status(500);
        await using (var writing = await HubClient.ConnectAsync(server.Url, writer))
        await using (var reading = await HubClient.ConnectAsync(server.Url, reader))
        {
            await writing.JoinAsync("general");
            await reading.JoinAsync("general");
            await reading.SeesPatchAsync(await writing.SaysAsync("general", "text"), "failed");
        }

        await server.KillAsync();
        // As after many attempts.
        await new DatabaseFile(directory.Path).ExecuteAsync("UPDATE Translations SET DueAt = DueAt + 3600000 WHERE Language = 'es'");
        provider.Trouble = null;

        await using var restarted = await server.StartAgainAsync();
        await using var back = await HubClient.ConnectAsync(restarted.Url, reader);
        await back.JoinAsync("general");
        await Eventually.TrueAsync(() => back.Translations().Any(patch => patch.State == "ready"), "it was translated");
    }
}
