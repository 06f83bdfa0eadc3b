using System.Net.Http.Json;
using System.Text.Json;

namespace ChatHub.Tests.Support;

/// <summary>What tests do with rooms over HTTP.</summary>
public static class Rooms
{
    private static int _rooms;

    /// <summary>Makes a room and answers its name; the user is its owner.</summary>
    public static async Task<string> NewRoomAsync(this TestUser owner, string visibility = "public")
    {
        var room = $"room-{Interlocked.Increment(ref _rooms)}";
        (await owner.Http.PostAsJsonAsync("/rooms", new { room, visibility })).EnsureSuccessStatusCode();
        return room;
    }

    /// <summary>What a GET answers, which must be good.</summary>
    public static Task<JsonElement> GetJsonAsync(this HttpClient http, string path) => http.GetFromJsonAsync<JsonElement>(path);
}
