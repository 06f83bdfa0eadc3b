using System.Net;
using System.Net.Http.Json;
using ChatHub.Domain.Accounts;
using ChatHub.Domain.Errors;
using ChatHub.Domain.Messages;
using ChatHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ChatHub.Tests.Faults;

/// <summary>More writes than the disk takes: those that find no room are told so at once, and nothing else suffers.</summary>
public sealed class OverloadTests
{
    // More than the queue and a transaction hold.
    private const int Flood = 5000;

    [Fact]
    public async Task AFullQueueRefusesFurtherWritesAtOnceWhileReadsGoOnAndHealthSaysSo()
    {
        await using var server = ChatServer.Start([]);
        var user = await server.NewUserAsync();
        await using var client = await server.ConnectAsync(user);
        await client.JoinAsync("general");
        await client.SendAsync("general", "before");
        List<Task<string>> flood;
        await using (await new DatabaseFile(server.DataDirectory).LockAsync())
        {
            flood = await FloodAsync(server, user.Username);

            (await client.RefusalOfAsync("SendMessage", new { room = "general", text = "one too many" })).Should().Be("unavailable");
            using var refused = await user.Http.PostAsJsonAsync("/rooms/general/messages", new { text = "one too many" });
            refused.Headers.RetryAfter!.Delta.Should().BePositive();
            await refused.ShouldBeAsync(503, "unavailable");
            (await user.Http.GetJsonAsync("/rooms/general/messages")).GetProperty("items").GetArrayLength().Should().Be(1);
            (await ReadHealth.OfDatabaseAsync(server.Url)).Should().Be((HttpStatusCode.OK, "degraded"));
        }

        var outcomes = await Task.WhenAll(flood);
        outcomes.Should().OnlyContain(outcome => outcome == "ok" || outcome == "unavailable");
        outcomes.Should().Contain("unavailable");
        await Eventually.TrueAsync(async () => await ReadHealth.OfDatabaseAsync(server.Url) == (HttpStatusCode.OK, "ok"), "the server has recovered");
        await client.SendAsync("general", "after");
        var messages = await new DatabaseFile(server.DataDirectory).ReadAsync("SELECT count(*) FROM Messages");
        messages.Single().Should().Be($"{outcomes.Count(outcome => outcome == "ok") + 2}", "what is there is what was acknowledged");
    }

    /// <summary>As from very many connections at once.</summary>
    private static async Task<List<Task<string>>> FloodAsync(ChatServer server, string username)
    {
        Username.TryParse(username, out var name).Should().BeTrue();
        var user = await server.Services.GetRequiredService<IUserStore>().FindAsync(name!, CancellationToken.None);
        var (caller, messages) = (new Caller(user!.Id, user.Username, "a session"), server.Services.GetRequiredService<MessageService>());
        return Enumerable.Range(0, Flood).Select(number => OutcomeAsync(messages.SendAsync(caller, new NewMessage("general", $"text {number}", null, null, null)))).ToList();
    }

    private static async Task<string> OutcomeAsync(Task<Receipt> send)
    {
        try
        {
            await send;
            return "ok";
        }
        catch (RefusedException refusal)
        {
            return refusal.Error.Code;
        }
    }
}
