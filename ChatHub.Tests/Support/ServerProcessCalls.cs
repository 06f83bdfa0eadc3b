using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ChatHub.Tests.Support.Secrets;

namespace ChatHub.Tests.Support;

/// <summary>What tests do over HTTP with a server in a process of its own.</summary>
public static class ServerProcessCalls
{
    /// <summary>Signs a new user up and in, and answers the token.</summary>
    public static async Task<string> SignInAsync(this ServerProcess server, string username, string? language = null)
    {
        using var http = new HttpClient(new SecretHandler()) { BaseAddress = server.Url };
        (await http.PostAsJsonAsync("/signup", new { username, password = ChatServer.Password, language })).EnsureSuccessStatusCode();
        var login = await http.PostAsJsonAsync("/login", new { username, password = ChatServer.Password });
        return (await login.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString()!;
    }

    /// <summary>Makes the user a member of a public room.</summary>
    public static async Task JoinAsync(this ServerProcess server, string token, string username, string room)
    {
        using var http = SignedIn(server, token);
        (await http.PutAsJsonAsync($"/rooms/{room}/members/{username}", new { })).EnsureSuccessStatusCode();
    }

    /// <summary>Posts a message in a room that the user is a member of, and answers its id.</summary>
    public static async Task<long> PostAsync(this ServerProcess server, string token, string room, string text)
    {
        using var http = SignedIn(server, token);
        var answer = await http.PostAsJsonAsync($"/rooms/{room}/messages", new { text });
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64();
    }

    private static HttpClient SignedIn(ServerProcess server, string token)
        => new(new SecretHandler()) { BaseAddress = server.Url, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
}
