using System.Net.Http.Json;
using ChatHub.Infrastructure.Database.Sqlite;
using ChatHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ChatHub.Tests.Database.Sqlite;

/// <summary>A database of the first schema, with a room of two people, is brought up to this one's.</summary>
public sealed class UpgradeTests
{
    private const string Content = """
        INSERT INTO Users (Id, Username, UsernameKey, DisplayName, CreatedAt) VALUES (1, 'ana', 'ana', 'Ana', 1), (2, 'luis', 'luis', 'Luis', 1);
        INSERT INTO Rooms (Id, Name, Title, Topic, Visibility, CreatedAt, Head, Messages) VALUES (1, 'old', 'Old', '', 0, 1, 5, 2);
        INSERT INTO Members (RoomId, UserId, Role, LastRead, MessagesRead) VALUES (1, 1, 2, 5, 2), (1, 2, 0, 3, 0);
        INSERT INTO Events (RoomId, Seq, Type, At, ActorId, SubjectId, MessageId, Details, Messages) VALUES
            (1, 1, 1, 1, 1, NULL, NULL, '{"room":{"title":"Old","topic":"","visibility":"public"}}', 0),
            (1, 2, 10, 1, 1, 1, NULL, '{"role":"owner"}', 0), (1, 3, 10, 1, 2, 2, NULL, '{"role":"member"}', 0),
            (1, 4, 20, 1, 1, NULL, 4, NULL, 1), (1, 5, 20, 1, 1, NULL, 5, NULL, 2);
        INSERT INTO Messages (RoomId, Id, SenderId, Text, At, Revision) VALUES (1, 4, 1, 'an old pangolin', 1, 1), (1, 5, 1, '古い日本', 1, 1);
        """;

    [Fact]
    public async Task WhatWasThereIsKeptCountedAndFound()
    {
        using var directory = new TemporaryDirectory();
        await MakeOldAsync(directory.Path);
        await using var server = ChatServer.Start(new() { ["DataDirectory"] = directory.Path });
        var reader = await server.NewUserAsync();

        var log = await reader.Http.GetJsonAsync("/rooms/old/events");
        log.GetProperty("events").EnumerateArray().Select(entry => entry.GetProperty("type").GetString())
            .Should().Equal("room.created", "member.joined", "member.joined", "message.posted", "message.posted");
        log.GetProperty("events")[0].GetProperty("details").GetRawText().Should().Be("""{"title":"Old","topic":"","visibility":"public"}""");
        log.GetProperty("events")[2].GetProperty("member").GetRawText().Should().Be("""{"username":"luis","role":"member"}""");
        foreach (var (q, id) in new[] { ("pangolin", 4), ("日本", 5) })
            (await reader.Http.GetJsonAsync($"/search?q={q}")).GetProperty("items")[0].GetProperty("message").GetProperty("id").GetInt64().Should().Be(id);
        (await reader.Http.PutAsync($"/rooms/old/members/{reader.Username}", content: null)).EnsureSuccessStatusCode();
        (await reader.Http.PostAsJsonAsync("/rooms/old/messages", new { text = "a new one", replyTo = 4 })).EnsureSuccessStatusCode();
        var database = new DatabaseFile(directory.Path);
        (await database.ReadAsync("SELECT Members FROM Rooms WHERE Name = 'old'")).Should().Equal("3");
        (await database.ReadAsync("SELECT JoinedSeq FROM Members WHERE RoomId = 1 ORDER BY UserId")).Should().Equal("2", "3", "6");
        (await database.ReadAsync("SELECT IsOwn FROM Members WHERE RoomId = 1 ORDER BY UserId")).Should().Equal("1", "1", "1");
    }

    private static async Task MakeOldAsync(string directory)
    {
        var options = new DbContextOptionsBuilder<SqliteContext>().UseSqlite($"Data Source={Path.Combine(directory, "chathub.db")};Pooling=false");
        SqliteFile.SetUp(options);
        await using var context = new SqliteContext(options.Options);
        await context.GetService<IMigrator>().MigrateAsync("Initial");
        await context.Database.ExecuteSqlRawAsync(Content.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
    }
}
