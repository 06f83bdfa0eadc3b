using System.Net.Http.Json;
using System.Text.Json;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Permissions;

/// <summary>Walks the table of who may do what: a fresh room for every cell, and all wrong cells of an operation together.</summary>
public sealed class PermissionTests(PermissionWorld world) : IClassFixture<PermissionWorld>
{
    private const string Ok = "ok";

    private static readonly Dictionary<string, Operation> Rows = PermissionTable.Rows.ToDictionary(row => row.Title, StringComparer.Ordinal);

    public static TheoryData<string> InRooms => [.. Rows.Values.Where(row => !row.IsAboutNoRoom).Select(row => row.Title)];

    public static TheoryData<string> AboutNoRoom => [.. Rows.Values.Where(row => row.IsAboutNoRoom).Select(row => row.Title)];

    public static TheoryData<string> OverHttp => [.. Rows.Values.Where(row => !row.IsHub).Select(row => row.Name).Distinct(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(InRooms))]
    public async Task EveryoneMayDoWhatTheTableSaysAndARefusalWritesNothing(string title)
    {
        var operation = Rows[title];

        var wrong = await Task.WhenAll(operation.Cells.Select(cell => CheckAsync(operation, cell.Place, cell.Standing, cell.Answer)));

        string.Join('\n', wrong.Where(fault => fault is not null)).Should().BeEmpty("{0} has an answer for everyone", title);
    }

    [Theory]
    [MemberData(nameof(AboutNoRoom))]
    public async Task WhatIsAboutNoRoomAnswersAlikeToEveryoneWhoIsSignedIn(string title)
    {
        // Of its own, because deleting one's account is among it.
        var user = await world.Server.NewUserAsync();
        await using var client = await world.Server.ConnectAsync(user);
        var scene = new Scene("", user, user, PermissionWorld.OutsiderName, 0);

        (await (Rows[title].IsHub ? CallHubAsync(client, Rows[title], scene) : CallHttpAsync(user.Http, Rows[title], scene))).Should().Be(Rows[title].AnswerToAll);
    }

    [Theory]
    [MemberData(nameof(OverHttp))]
    public async Task WithoutATokenNothingIsAnswered(string name)
    {
        using var nobody = world.Server.NewHttp();

        using var answer = await nobody.SendAsync(Rows.Values.First(row => row.Name == name).ToRequest("general", "x", 1));

        await answer.ShouldBeAsync(401, "unauthenticated");
    }

    /// <returns>What is wrong, in words; null when nothing is.</returns>
    private async Task<string?> CheckAsync(Operation operation, Place place, Standing standing, string expected)
    {
        var scene = await Scene.MakeAsync(world, operation, place, standing);
        var head = await scene.HeadAsync();

        var answer = operation.IsHub
            ? await CallHubAsync(await world.ConnectionOf(scene.Caller), operation, scene)
            : await CallHttpAsync(scene.Caller.Http, operation, scene);

        if (answer != expected)
            return $"{place} room, {standing}: expected {expected}, was {answer}";
        return expected != Ok && await scene.HeadAsync() != head ? $"{place} room, {standing}: {expected}, and yet something was written" : null;
    }

    private static Task<string> CallHubAsync(HubClient client, Operation operation, Scene scene)
        => client.OutcomeOfAsync(operation.Name, Operation.ToArgument(scene.Room, scene.MessageId));

    private static async Task<string> CallHttpAsync(HttpClient http, Operation operation, Scene scene)
    {
        using var answer = await http.SendAsync(operation.ToRequest(scene.Room, scene.Target, scene.MessageId));
        if (answer.IsSuccessStatusCode)
            return Ok;
        var code = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()!;
        await answer.ShouldBeAsync(code switch { "room_not_found" or "not_found" => 404, "banned" or "forbidden" => 403, "room_archived" or "conflict" => 409, _ => 400 }, code);
        return code;
    }
}
