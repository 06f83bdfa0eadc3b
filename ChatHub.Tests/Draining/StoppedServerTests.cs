using System.Collections.Concurrent;
using System.Globalization;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Draining;

/// <summary>A server that is stopped, or killed, while many send: what was acknowledged is there once, and clients come back to it without a gap.</summary>
public sealed class StoppedServerTests
{
    private const int Clients = 4;
    private const int InFlight = 5;
    private const int Ends = 3;
    private const int ReceiptsBetween = 400;

    [UnixFact]
    public Task AStopInTheMiddleOfSendingLosesNothingAndClientsAreToldToComeBack() => RunAsync(
        async server => (await server.StopAsync()).Should().Be(0, "a stop is no failure"),
        (client, ends) => client.Endings.Should().Equal(Enumerable.Repeat("shutdown", ends)));

    [Fact]
    public Task AKillInTheMiddleOfSendingLosesNothing() => RunAsync(
        server => server.KillAsync(),
        (client, _) => client.Endings.Should().BeEmpty());

    private static async Task RunAsync(Func<ServerProcess, Task> end, Action<ReturningClient, int> check)
    {
        using var directory = new TemporaryDirectory();
        var server = await ServerProcess.StartAsync(directory.Path);
        var clients = new List<ReturningClient>();
        try
        {
            for (var number = 0; number < Clients; number++)
                clients.Add(await ReturningClient.ConnectAsync(server.Url, await server.SignInAsync($"user{number}"), "general"));
            var receipts = new ConcurrentDictionary<string, long>(StringComparer.Ordinal);
            using var enough = new CancellationTokenSource();
            var senders = clients.SelectMany((client, number) => Enumerable.Range(0, InFlight).Select(sender => SendAsync(client, $"{number}-{sender}", receipts, enough.Token))).ToList();
            for (var ended = 1; ended <= Ends; ended++)
            {
                var before = receipts.Count;
                await Eventually.TrueAsync(() => receipts.Count - before >= ReceiptsBetween, "many messages were acknowledged");
                await end(server);
                await server.DisposeAsync();
                server = await server.StartAgainAsync();
                await Eventually.TrueAsync(() => clients.TrueForAll(client => client.Returns == ended), "every client came back");
            }

            await enough.CancelAsync();
            await Task.WhenAll(senders);
            foreach (var client in clients)
                await SawAllAsync(client, receipts);
            clients.ForEach(client => check(client, Ends));
        }
        finally
        {
            foreach (var client in clients)
                await client.DisposeAsync();
            await server.DisposeAsync();
        }
    }

    private static async Task SendAsync(ReturningClient client, string sender, ConcurrentDictionary<string, long> receipts, CancellationToken enough)
    {
        for (var number = 0; !enough.IsCancellationRequested; number++)
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"{sender}-{number}");
            receipts[key] = await client.SendAsync(key, $"text of {key}");
        }
    }

    /// <summary>Each reader has every message that was acknowledged, once, under the id of its receipt, and nothing else.</summary>
    private static async Task SawAllAsync(ReturningClient client, ConcurrentDictionary<string, long> receipts)
    {
        await client.SeesSeqAsync(receipts.Values.Max());
        client.Faults.Should().BeEmpty();
        var seen = client.Events.Where(entry => entry.GetProperty("type").GetString() == "message.posted")
            .ToDictionary(entry => entry.GetProperty("message").GetProperty("clientMessageId").GetString()!, entry => entry.GetProperty("seq").GetInt64(), StringComparer.Ordinal);
        seen.Should().BeEquivalentTo(receipts);
    }
}
