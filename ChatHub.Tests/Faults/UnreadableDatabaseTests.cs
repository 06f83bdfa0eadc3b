using System.Net;
using System.Net.Http.Json;
using ChatHub.Infrastructure.Database;
using ChatHub.Tests.Support;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChatHub.Tests.Faults;

/// <summary>A database that cannot even be read: every call says that the server cannot now, none that it has failed.</summary>
public sealed class UnreadableDatabaseTests
{
    [Fact]
    public async Task EveryCallIsUnavailableUntilTheDatabaseCanBeReadAgain()
    {
        var disk = new Disk();
        await using var server = ChatServer.Start([], disk.Replace);
        var user = await server.NewUserAsync();
        await using var client = await server.ConnectAsync(user);
        await client.JoinAsync("general");

        disk.IsBroken = true;
        foreach (var path in new[] { "/me", "/rooms", "/rooms/general/messages", "/search?q=word" })
            await IsUnavailableAsync(user.Http.GetAsync(new Uri(path, UriKind.Relative)));
        using (var http = server.NewHttp())
            await IsUnavailableAsync(http.PostAsJsonAsync("/login", new { username = user.Username, password = ChatServer.Password }));
        (await client.RefusalOfAsync("JoinRoom", new { room = "general" })).Should().Be("unavailable");
        var refusal = await FluentActions.Awaiting(() => client.InvokeAsync("SetTyping", new { room = "general", typing = true })).Should().ThrowAsync<HubException>();
        refusal.Which.Message.Should().MatchRegex(@"retry after \d+ ms$");
        (await ReadHealth.OfDatabaseAsync(server.Url)).Should().Be((HttpStatusCode.ServiceUnavailable, "unavailable"));

        disk.IsBroken = false;
        (await client.SendAsync("general", "after")).GetProperty("id").GetInt64().Should().Be(3);
        await client.SeesSeqAsync(3);
        (await ReadHealth.OfDatabaseAsync(server.Url)).Should().Be((HttpStatusCode.OK, "ok"));
    }

    private static async Task IsUnavailableAsync(Task<HttpResponseMessage> call)
    {
        using var answer = await call;
        await answer.ShouldBeAsync(503, "unavailable");
        answer.Headers.RetryAfter!.Delta.Should().BePositive();
    }

    /// <summary>Fails every reading connection as SQLite does when a disk does not answer.</summary>
    private sealed class Disk
    {
        private const int IoError = 10;

        public volatile bool IsBroken;

        public void Replace(IServiceCollection services)
        {
            var type = services.Single(service => service.ServiceType == typeof(IDatabaseReader)).ImplementationType!;
            services.Replace(ServiceDescriptor.Singleton<IDatabaseReader>(provider => new Reader(this, (IDatabaseReader)ActivatorUtilities.CreateInstance(provider, type))));
        }

        private sealed class Reader(Disk disk, IDatabaseReader reader) : IDatabaseReader
        {
            public ChatHubContext OpenContext() => disk.IsBroken ? throw new SqliteException("disk I/O error", IoError) : reader.OpenContext();
        }
    }
}
