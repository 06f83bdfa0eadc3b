using System.Net.Http.Json;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Errors;

/// <summary>Walks the table of everything that HTTP refuses.</summary>
public sealed class BadRequestTests(BadInputWorld world) : IClassFixture<BadInputWorld>
{
    private static readonly Dictionary<string, BadRequest> Rows = new[]
    {
        BadBodies.Rows, BadAccounts.Rows, BadRooms.Rows, BadMessages.Rows, BadQueries.Rows, BadAddresses.Rows,
        BadEdits.Rows, BadReactions.Rows, BadModeration.Rows, BadSettings.Rows, BadMarkers.Rows, BadSearches.Rows, BadTranslations.Rows,
    }.SelectMany(rows => rows).ToDictionary(row => row.ToString(), StringComparer.Ordinal);

    public static TheoryData<string> Names => [.. Rows.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task ABadRequestIsRefusedWithItsCodeAndWritesNothing(string name)
    {
        var row = Rows[name];
        var before = StoredRows.Read(world.Server);

        using var answer = await world.Http(row.Who).SendAsync(row.ToRequest());

        (await answer.ShouldBeAsync(row.Status, row.Code)).Should().BeEquivalentTo(row.Fields, "those are at fault in {0}", row);
        StoredRows.Read(world.Server).Should().Equal(before, "{0} writes nothing", row);
    }

    [Fact]
    public async Task WhatTheTableLooksAtDoesChangeWhenSomethingIsWritten()
    {
        await using var server = new ChatServer();
        var before = StoredRows.Read(server);

        await server.NewUserAsync("new-user");

        StoredRows.Read(server).Except(before).Should().ContainSingle(row => row.Contains("users | ", StringComparison.OrdinalIgnoreCase) && row.Contains("new-user"));
    }

    [Fact]
    public async Task WhatTheTableLooksAtIncludesTheSearchIndex()
    {
        await using var server = new ChatServer();
        var owner = await server.NewUserAsync();
        var room = await owner.NewRoomAsync();
        var before = StoredRows.Read(server);

        await owner.Http.PostAsJsonAsync($"/rooms/{room}/messages", new { text = "words" }).JsonAsync();
        var posted = StoredRows.Read(server);
        await owner.Http.PatchAsJsonAsync($"/rooms/{room}/messages/3", new { text = "other" }).JsonAsync();
        var edited = StoredRows.Read(server);

        foreach (var (now, then) in new[] { (posted, before), (edited, posted) })
            now.Except(then).Should().Contain(row => row.StartsWith("MessageTerms_data | ", StringComparison.Ordinal), "the index holds its terms there");
        posted.Count(row => row.StartsWith("MessageTerms | ", StringComparison.Ordinal)).Should().Be(1, "a row for each message");
    }
}
