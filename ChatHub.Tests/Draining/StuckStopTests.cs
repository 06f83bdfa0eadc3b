using ChatHub.Tests.Support;

namespace ChatHub.Tests.Draining;

/// <summary>Nothing that is stuck keeps a server from ending: not a socket, not a translator, not the database.</summary>
public sealed class StuckStopTests
{
    // What is promised (service managers are less patient than one thinks: Docker's stop kills after 10 s unless told otherwise).
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    [UnixFact]
    public async Task ASocketThatNobodyReadsAndATranslatorThatHangsHoldNoStopUp()
    {
        using var directory = new TemporaryDirectory();
        await using var provider = await FakeProvider.StartAsync(FakeWires.LibreTranslate);
        await using var server = await ServerProcess.StartAsync(
            directory.Path, "--Translation:Provider", "LibreTranslate", "--Translation:Endpoint", provider.Url.ToString(), "--Translation:TimeoutSeconds", "60",
            "--Limits:OutboundQueue", "0", "--Limits:OutboundKilobytes", "0");
        var (writer, reader) = (await server.SignInAsync("writer", "en"), await server.SignInAsync("reader", "es"));
        using var stuck = await StuckReader.JoinAsync(server.Url, reader, "general");
        await using var writing = await HubClient.ConnectAsync(server.Url, writer);
        await writing.JoinAsync("general");
        provider.Trouble = Troubles.Hang;
        // More than the kernel's buffers take: some 12 MB.
        var text = new string('x', 4000);
        for (var sent = 0; sent < 3000; sent += 60)
            await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => writing.SendAsync("general", text)));
        await Eventually.TrueAsync(() => provider.Requests.Any(request => request.Method == "POST"), "the translator was asked");

        await StopsAsync(server);
        await Eventually.TrueAsync(() => writing.CallsOf("SessionEnded").Count > 0, "those who read were told");
    }

    [UnixFact]
    public async Task ADatabaseThatSomebodyElseHasLockedHoldsNoStopUpAndNobodyGetsAReceiptForWhatIsLost()
    {
        using var directory = new TemporaryDirectory();
        await using var server = await ServerProcess.StartAsync(directory.Path);
        var token = await server.SignInAsync("writer");
        await using var writing = await HubClient.ConnectAsync(server.Url, token);
        await writing.JoinAsync("general");
        await using (await new DatabaseFile(directory.Path).LockAsync())
        {
            var lost = Enumerable.Range(0, 2000).Select(number => IsAcknowledgedAsync(writing, $"text {number}")).ToList();
            await StopsAsync(server);
            (await Task.WhenAll(lost)).Should().NotContain(true);
        }

        await using var again = await server.StartAgainAsync();
        await using var reading = await HubClient.ConnectAsync(again.Url, token);
        var sync = await reading.JoinAsync("general");
        sync.GetProperty("head").GetInt64().Should().Be(2, "there are the room and its member, and no message");
    }

    private static async Task<bool> IsAcknowledgedAsync(HubClient client, string text)
    {
        try
        {
            return await client.OutcomeOfAsync("SendMessage", new { room = "general", text }) == "ok";
        }
        catch (OperationCanceledException)
        {
            // The connection ended first.
            return false;
        }
    }

    /// <summary>A server that takes longer is killed, and has no code 0.</summary>
    private static async Task StopsAsync(ServerProcess server) => (await server.StopAsync(Longest)).Should().Be(0);
}
