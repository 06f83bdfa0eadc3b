using System.Net.Http.Json;
using ChatHub.Tests.Permissions;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Rooms;

/// <summary>To a stranger a private room answers exactly like one that does not exist.</summary>
public sealed class PrivateRoomTests(PermissionWorld world) : IClassFixture<PermissionWorld>
{
    // What every call makes of it: each field that a call knows is wrong.
    private static readonly object Nonsense = new { text = "", seq = -1, role = "king", reason = "a\nb", until = "2020-01-01T00:00:00Z", title = "", slowModeSeconds = -1 };

    private static readonly Dictionary<string, Operation> Calls =
        PermissionTable.Rows.Where(row => !row.IsHub && !row.IsAboutNoRoom).ToDictionary(row => row.Title, StringComparer.Ordinal);

    public static TheoryData<string> CallData => [.. Calls.Keys];

    public static TheoryData<string, WireProtocol> HubCalls
    {
        get
        {
            var data = new TheoryData<string, WireProtocol>();
            foreach (var method in PermissionTable.Rows.Where(row => row.IsHub && !row.IsAboutNoRoom).Select(row => row.Name).Distinct(StringComparer.Ordinal))
            {
                data.Add(method, WireProtocol.Json);
                data.Add(method, WireProtocol.MessagePack);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(CallData))]
    public async Task OverHttpAPrivateRoomAnswersToAStrangerByteForByteAsNoRoom(string call)
    {
        var (room, stranger) = await NewPrivateRoomAsync();

        using var hidden = await stranger.Http.SendAsync(Calls[call].ToRequest(room, stranger.Username, 3));
        using var missing = await stranger.Http.SendAsync(Calls[call].ToRequest("never-made", stranger.Username, 3));

        await hidden.ShouldBeAsync(404, "room_not_found");
        (await hidden.Content.ReadAsStringAsync()).Should().Be(await missing.Content.ReadAsStringAsync());
    }

    [Theory]
    [MemberData(nameof(CallData))]
    public async Task EvenToNonsenseAPrivateRoomAnswersAsNoRoom(string call)
    {
        var (room, stranger) = await NewPrivateRoomAsync();
        var nonsense = Calls[call] with { Body = Calls[call].Body is null ? null : Nonsense };

        using var hidden = await stranger.Http.SendAsync(nonsense.ToRequest(room, "nobody", 99));
        using var missing = await stranger.Http.SendAsync(nonsense.ToRequest("never-made", "nobody", 99));

        hidden.StatusCode.Should().Be(missing.StatusCode);
        (await hidden.Content.ReadAsStringAsync()).Should().Be(await missing.Content.ReadAsStringAsync());
    }

    [Theory]
    [MemberData(nameof(HubCalls))]
    public async Task OnTheHubAPrivateRoomAnswersToAStrangerAsNoRoom(string method, WireProtocol protocol)
    {
        var (room, stranger) = await NewPrivateRoomAsync();
        await using var client = await world.Server.ConnectAsync(stranger, protocol);

        (await client.RefusalOfAsync(method, Operation.ToArgument(room, 3))).Should().Be("room_not_found");
        (await client.RefusalOfAsync(method, Operation.ToArgument("never-made", 3))).Should().Be("room_not_found");
    }

    [Fact]
    public async Task AStrangersListDoesNotHaveAPrivateRoom()
    {
        var (room, stranger) = await NewPrivateRoomAsync();

        var rooms = await Pages.ReadAsync(stranger.Http, "/rooms", "limit=200", "cursor");

        rooms.SelectMany(page => page).Should().NotContain(seen => seen.GetProperty("room").GetString() == room);
    }

    private async Task<(string Room, TestUser Stranger)> NewPrivateRoomAsync()
    {
        var room = await world.Caller(Standing.Owner).NewRoomAsync("private");
        await world.Caller(Standing.Owner).Http.PostAsJsonAsync($"/rooms/{room}/messages", new { text = "a secret" }).JsonAsync();
        return (room, world.Caller(Standing.Stranger));
    }
}
