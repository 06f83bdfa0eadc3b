using System.Net.Http.Json;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Rooms;

/// <summary>To a stranger a private room answers exactly like one that does not exist.</summary>
public sealed class PrivateRoomTests(ChatServer server) : IClassFixture<ChatServer>
{
    private static readonly (string Method, string Path)[] Calls =
    [
        ("GET", ""), ("GET", "/members"), ("PUT", "/members/{me}"), ("DELETE", "/members/{me}"), ("GET", "/messages"), ("GET", "/messages/3"), ("POST", "/messages"), ("GET", "/events"),
    ];

    public static TheoryData<string, string> CallData
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (method, path) in Calls)
                data.Add(method, path);
            return data;
        }
    }

    public static TheoryData<string, WireProtocol> HubCalls
    {
        get
        {
            var data = new TheoryData<string, WireProtocol>();
            foreach (var method in new[] { "JoinRoom", "LeaveRoom", "Unfollow", "SendMessage" })
            {
                data.Add(method, WireProtocol.Json);
                data.Add(method, WireProtocol.MessagePack);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(CallData))]
    public async Task OverHttpAPrivateRoomAnswersToAStrangerByteForByteAsNoRoom(string method, string path)
    {
        var (room, stranger) = await NewPrivateRoomAsync();

        using var hidden = await CallAsync(stranger, method, $"/rooms/{room}{path}");
        using var missing = await CallAsync(stranger, method, $"/rooms/never-made{path}");

        await hidden.ShouldBeAsync(404, "room_not_found");
        (await hidden.Content.ReadAsStringAsync()).Should().Be(await missing.Content.ReadAsStringAsync());
    }

    [Theory]
    [MemberData(nameof(HubCalls))]
    public async Task OnTheHubAPrivateRoomAnswersToAStrangerAsNoRoom(string method, WireProtocol protocol)
    {
        var (room, stranger) = await NewPrivateRoomAsync();
        await using var client = await server.ConnectAsync(stranger, protocol);

        (await client.RefusalOfAsync(method, new { room, text = "hello" })).Should().Be("room_not_found");
        (await client.RefusalOfAsync(method, new { room = "never-made", text = "hello" })).Should().Be("room_not_found");
    }

    [Fact]
    public async Task AStrangersListDoesNotHaveAPrivateRoom()
    {
        var (room, stranger) = await NewPrivateRoomAsync();

        var rooms = await Pages.ReadAsync(stranger.Http, "/rooms", "limit=200", "cursor");

        rooms.SelectMany(page => page).Should().NotContain(seen => seen.GetProperty("room").GetString() == room);
    }

    private static Task<HttpResponseMessage> CallAsync(TestUser user, string method, string path) => user.Http.SendAsync(
        new HttpRequestMessage(new HttpMethod(method), path.Replace("{me}", user.Username, StringComparison.Ordinal))
        {
            Content = method == "POST" ? JsonContent.Create(new { text = "hello" }) : null,
        });

    private async Task<(string Room, TestUser Stranger)> NewPrivateRoomAsync()
    {
        var owner = await server.NewUserAsync();
        var room = await owner.NewRoomAsync("private");
        await owner.Http.PostAsJsonAsync($"/rooms/{room}/messages", new { text = "a secret" }).JsonAsync();
        return (room, await server.NewUserAsync());
    }
}
