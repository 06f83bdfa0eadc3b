using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ChatHub.Tests.Support;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ChatHub.Tests.Draining;

/// <summary>What clients meet while a server stops, which here a locked database holds up.</summary>
public sealed class DrainTests
{
    [Fact]
    public async Task NothingNewIsTakenAndWhatWasTakenIsCommittedAcknowledgedAndRead()
    {
        await using var server = ChatServer.Start([]);
        var (sender, reader) = (await server.NewUserAsync(), await server.NewUserAsync());
        await using var sending = await server.ConnectAsync(sender);
        await using var reading = await server.ConnectAsync(reader);
        await sending.JoinAsync("general");
        await reading.JoinAsync("general");

        Task<JsonElement> taken;
        await using (await new DatabaseFile(server.DataDirectory).LockAsync())
        {
            taken = sending.SendAsync("general", "just in time");
            // Calls begin in their order: with this answer, the one before waits for the database.
            await sending.InvokeAsync("SetLanguage", new { });
            var stopping = Task.Run(server.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication);
            await Eventually.TrueAsync(async () => await ReadyAsync(server) == HttpStatusCode.ServiceUnavailable, "the server says that it stops");

            (await sending.RefusalOfAsync("SendMessage", new { room = "general", text = "too late" })).Should().Be("unavailable");
            await IsRefusedAsync(sender.Http.PostAsJsonAsync("/rooms/general/messages", new { text = "too late" }));
            await IsRefusedAsync(sender.Http.PostAsync(new Uri("/hubs/chat/negotiate?negotiateVersion=1", UriKind.Relative), null));
            (await sender.Http.GetJsonAsync("/rooms/general/messages")).GetProperty("items").EnumerateArray().Should().BeEmpty("reading goes on");
            taken.IsCompleted.Should().BeFalse("what is not committed is not acknowledged");
        }

        var id = (await taken).GetProperty("id").GetInt64();
        await reading.SeesSeqAsync(id);
        foreach (var client in new[] { sending, reading })
        {
            await Eventually.TrueAsync(() => client.CallsOf("SessionEnded").Count > 0, "the client was told");
            client.CallsOf("SessionEnded").Single().GetProperty("reason").GetString().Should().Be("shutdown");
            client.Calls.Last().Method.Should().Be("SessionEnded");
            await Eventually.TrueAsync(() => client.Connection.State == HubConnectionState.Disconnected, "the connection closed");
        }
    }

    [Fact]
    public async Task EverySendThatIsCommittedWhileTheServerStopsHasItsReceipt()
    {
        const int sends = 40;
        await using var server = ChatServer.Start([]);
        var sender = await server.NewUserAsync();
        await using var client = await server.ConnectAsync(sender);
        await client.JoinAsync("general");

        List<Task<JsonElement>> taken;
        await using (await new DatabaseFile(server.DataDirectory).LockAsync())
        {
            taken = Enumerable.Range(0, sends).Select(number => client.SendAsync("general", $"number {number}")).ToList();
            // With this answer, all before it wait for the database.
            await client.InvokeAsync("SetLanguage", new { });
            _ = Task.Run(server.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication);
            await Eventually.TrueAsync(async () => await ReadyAsync(server) == HttpStatusCode.ServiceUnavailable, "the server says that it stops");
        }

        (await Task.WhenAll(taken)).Select(receipt => receipt.GetProperty("id").GetInt64()).Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
    }

    private static async Task<HttpStatusCode> ReadyAsync(ChatServer server)
    {
        using var http = server.NewHttp();
        using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
        if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
            (await Answers.JsonAsync(answer)).GetProperty("dependencies").GetProperty("server").GetString().Should().Be("unavailable");
        return answer.StatusCode;
    }

    private static async Task IsRefusedAsync(Task<HttpResponseMessage> call)
    {
        using var answer = await call;
        answer.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromSeconds(2));
        await answer.ShouldBeAsync(503, "unavailable");
    }
}
