using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ChatHub.Tests.Support;
using Microsoft.AspNetCore.SignalR;

namespace ChatHub.Tests.Log;

/// <summary>A receipt is a promise: whatever was acknowledged is there after <c>kill -9</c>.</summary>
public sealed class KilledServerTests
{
    private const int Kills = 10;
    private const int Senders = 4;
    private const int ReceiptsBeforeKill = 200;

    [Fact]
    public async Task EveryReceiptSurvivesTenKillsInTheMiddleOfSending()
    {
        using var directory = new TemporaryDirectory();
        var receipts = new ConcurrentDictionary<string, long>(StringComparer.Ordinal);
        string? token = null;
        for (var kill = 1; kill <= Kills; kill++)
        {
            await using var server = await ServerProcess.StartAsync(directory.Path);
            token ??= await NewTokenAsync(server);
            var (lostKey, lostText) = await SendUntilKilledAsync(server, token, kill, receipts);

            await using var restarted = await ServerProcess.StartAsync(directory.Path);
            await RetryFindsTheFirstReceiptAsync(restarted, token, receipts);
            await SettleAsync(restarted, token, lostKey, lostText, receipts);
            var ids = await ReadLogAsync(restarted, token);
            receipts.Should().AllSatisfy(receipt => ids[receipt.Value].Should().Be(receipt.Key));
            await restarted.KillAsync();
        }
    }

    /// <summary>Sends with several calls in flight and kills the server in the middle.</summary>
    /// <returns>A message that was sent and never acknowledged.</returns>
    private static async Task<(string Key, string Text)> SendUntilKilledAsync(
        ServerProcess server, string token, int kill, ConcurrentDictionary<string, long> receipts)
    {
        await using var client = await HubClient.ConnectAsync(server.Url, token);
        await client.JoinAsync("general", backlog: 0);
        var lost = new ConcurrentQueue<string>();
        var before = receipts.Count;
        var senders = Enumerable.Range(0, Senders).Select(sender => Task.Run(async () =>
        {
            for (var number = 0; ; number++)
            {
                var key = $"{kill}-{sender}-{number}";
                try
                {
                    receipts[key] = (await client.SendAsync("general", $"text of {key}", key)).GetProperty("id").GetInt64();
                }
                catch (Exception e) when (e is not HubException)
                {
                    lost.Enqueue(key);
                    return;
                }
            }
        })).ToList();
        await Eventually.TrueAsync(() => receipts.Count - before >= ReceiptsBeforeKill, "some messages were acknowledged");
        await server.KillAsync();
        await Task.WhenAll(senders);
        return (lost.First(), $"text of {lost.First()}");
    }

    private static async Task RetryFindsTheFirstReceiptAsync(ServerProcess server, string token, ConcurrentDictionary<string, long> receipts)
    {
        await using var client = await HubClient.ConnectAsync(server.Url, token);
        var (key, id) = receipts.MaxBy(receipt => receipt.Value);
        var again = await client.SendAsync("general", $"text of {key}", key);
        again.GetProperty("duplicate").GetBoolean().Should().BeTrue();
        again.GetProperty("id").GetInt64().Should().Be(id);
    }

    /// <summary>What was never acknowledged may be there or not; sent again, it is there once.</summary>
    private static async Task SettleAsync(ServerProcess server, string token, string key, string text, ConcurrentDictionary<string, long> receipts)
    {
        await using var client = await HubClient.ConnectAsync(server.Url, token);
        var first = await client.SendAsync("general", text, key);
        var second = await client.SendAsync("general", text, key);
        second.GetProperty("id").GetInt64().Should().Be(first.GetProperty("id").GetInt64());
        second.GetProperty("duplicate").GetBoolean().Should().BeTrue();
        receipts[key] = first.GetProperty("id").GetInt64();
    }

    /// <returns>Each message's key by its id.</returns>
    private static async Task<Dictionary<long, string>> ReadLogAsync(ServerProcess server, string token)
    {
        using var http = new HttpClient { BaseAddress = server.Url, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
        var keys = new Dictionary<long, string>();
        for (long after = 0; ;)
        {
            var page = await http.GetFromJsonAsync<JsonElement>($"/rooms/general/events?after={after}&limit=1000");
            var events = page.GetProperty("events").EnumerateArray().ToList();
            if (events.Count == 0)
            {
                page.GetProperty("head").GetInt64().Should().Be(after);
                keys.Values.Should().OnlyHaveUniqueItems();
                return keys;
            }

            foreach (var entry in events)
            {
                entry.GetProperty("seq").GetInt64().Should().Be(++after, "the log has no hole");
                if (entry.TryGetProperty("message", out var message))
                    keys.Add(message.GetProperty("id").GetInt64(), message.GetProperty("clientMessageId").GetString()!);
            }
        }
    }

    private static async Task<string> NewTokenAsync(ServerProcess server)
    {
        using var http = new HttpClient { BaseAddress = server.Url };
        (await http.PostAsJsonAsync("/signup", new { username = "sender", password = ChatServer.Password })).EnsureSuccessStatusCode();
        var login = await http.PostAsJsonAsync("/login", new { username = "sender", password = ChatServer.Password });
        return (await login.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString()!;
    }
}
