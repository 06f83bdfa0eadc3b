using ChatHub.Tests.Support;

namespace ChatHub.Tests.JavaScript;

/// <summary>That the official client's own reconnect and the cursor are enough to miss nothing.</summary>
public sealed class JavaScriptReconnectTests
{
    [NodeFact]
    public Task ClientsOfEveryWireComeBackAfterAKillAndMissNothing() => RunAsync(server => server.KillAsync(), endings: 0);

    [NodeFact]
    public Task ClientsOfEveryWireAreToldOfAStopAndComeBackAndMissNothing()
        => RunAsync(async server => (await server.StopAsync()).Should().Be(0), endings: 1);

    private static async Task RunAsync(Func<ServerProcess, Task> end, int endings)
    {
        using var data = new TemporaryDirectory();
        await using var server = await ServerProcess.StartAsync(data.Path);
        var token = await server.SignInAsync("ada");
        var clients = new List<JavaScriptClient>();
        try
        {
            foreach (var wire in JavaScriptWires.All)
                clients.Add(await JavaScriptClient.ConnectAsync(server.Url, token, new JavaScriptWire((WireProtocol)wire[0], (string)wire[1])));
            var epoch = "";
            foreach (var client in clients)
                epoch = (await client.InvokeAsync("JoinRoom", new { room = "general" })).GetProperty("epoch").GetString()!;
            var before = await server.PostAsync(token, "general", "before");
            foreach (var client in clients)
                await client.SeesSeqAsync(before);

            await end(server);
            await using var again = await server.StartAgainAsync();
            var after = await again.PostAsync(token, "general", "after");

            foreach (var client in clients)
            {
                await client.SeesAsync("reconnected");
                client.CallsOf("SessionEnded").Select(ended => ended.GetProperty("reason").GetString()).Should().Equal(Enumerable.Repeat("shutdown", endings), "{0} was told", client.Wire);
                var sync = await client.InvokeAsync("JoinRoom", new { room = "general", after = new { epoch, seq = before } });
                await client.SeesSeqAsync(after);
                sync.GetProperty("from").GetInt64().Should().Be(before + 1);
                client.Seqs().Should().Equal(Enumerable.Range(1, (int)after).Select(seq => (long)seq));
            }
        }
        finally
        {
            foreach (var client in clients)
                await client.DisposeAsync();
        }
    }
}
