using ChatHub.Infrastructure.Database;
using ChatHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ChatHub.Tests.Database.Sqlite;

public sealed class SharedCacheTests
{
    [Fact]
    public async Task ReadersThatShareACacheKeepNoWriterOut()
    {
        using var directory = new TemporaryDirectory();
        await using var server = ChatServer.Start(new() { ["Database:ConnectionString"] = $"Data Source={directory.File("chathub.db")};Cache=Shared;Pooling=False" });
        var user = await server.NewUserAsync();
        await using var client = await server.ConnectAsync(user);
        await client.JoinAsync("general");
        await using var reader = server.Services.GetRequiredService<IDatabaseReader>().OpenContext();
        await reader.Database.OpenConnectionAsync();
        await reader.Database.ExecuteSqlRawAsync("BEGIN DEFERRED");
        (await reader.Messages.CountAsync()).Should().Be(0, "so that the table is read within the transaction");

        (await client.SendAsync("general", "hello")).Should().NotBeNull();
    }
}
