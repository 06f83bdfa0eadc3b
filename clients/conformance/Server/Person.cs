using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace ChatHub.Conformance.Server;

/// <summary>Someone who talks to the server over plain HTTP, past the proxy: nothing ever disturbs them.</summary>
public sealed class Person : IDisposable
{
    public const string Password = "correct horse battery";

    private readonly HttpClient _http = new();
    private readonly Func<Uri> _server;

    private Person(Func<Uri> server, string username) => (_server, Username) = (server, username);

    public string Username { get; }

    /// <summary>Makes an account and signs in.</summary>
    /// <param name="server">Where the server is; asked at every call, because it moves when it is restarted.</param>
    /// <param name="username">Not taken yet.</param>
    public static async Task<Person> SignUpAsync(Func<Uri> server, string username)
    {
        var person = new Person(server, username);
        await person.CallAsync(HttpMethod.Post, "/signup", new { username, password = Password });
        await person.SignInAsync();
        return person;
    }

    /// <summary>Opens a session; also once more, when the clock was set forward.</summary>
    public async Task SignInAsync()
    {
        var answer = await CallAsync(HttpMethod.Post, "/login", new { username = Username, password = Password });
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", answer!["accessToken"]!.GetValue<string>());
    }

    public Task CreateRoomAsync(string room) => CallAsync(HttpMethod.Post, "/rooms", new { room });

    public Task JoinAsync(string room) => CallAsync(HttpMethod.Put, $"/rooms/{room}/members/{Username}", new { });

    public Task LeaveAsync(string room) => CallAsync(HttpMethod.Delete, $"/rooms/{room}/members/{Username}");

    public Task RemoveAsync(string room, string username) => CallAsync(HttpMethod.Delete, $"/rooms/{room}/members/{username}");

    public Task BanAsync(string room, string username) => CallAsync(HttpMethod.Put, $"/rooms/{room}/bans/{username}", new { });

    /// <returns>The message's id.</returns>
    public async Task<long> PostAsync(string room, string text)
        => (await CallAsync(HttpMethod.Post, $"/rooms/{room}/messages", new { text, language = "en" }))!["id"]!.GetValue<long>();

    public async Task PostManyAsync(string room, string text, int count)
    {
        for (var number = 1; number <= count; number++)
            await PostAsync(room, string.Create(CultureInfo.InvariantCulture, $"{text} {number}"));
    }

    public Task EditAsync(string room, long id, string text) => CallAsync(HttpMethod.Patch, MessagePath(room, id), new { text });

    public Task DeleteAsync(string room, long id) => CallAsync(HttpMethod.Delete, MessagePath(room, id));

    public Task ReactAsync(string room, long id, string emoji) => CallAsync(HttpMethod.Put, $"{MessagePath(room, id)}/reactions/{Uri.EscapeDataString(emoji)}");

    public Task TakeReactionAsync(string room, long id, string emoji) => CallAsync(HttpMethod.Delete, $"{MessagePath(room, id)}/reactions/{Uri.EscapeDataString(emoji)}");

    /// <summary>The room's messages, oldest first, at most 200; translated for a reader of the language, if any.</summary>
    public async Task<IReadOnlyList<JsonObject>> HistoryAsync(string room, string? language)
    {
        var answer = await CallAsync(HttpMethod.Get, $"/rooms/{room}/messages?limit=200{(language is null ? "" : "&language=" + language)}");
        return answer!["items"]!.AsArray().Select(item => item!.AsObject()).ToList();
    }

    /// <summary>The seq of the room's last event, and its epoch.</summary>
    public async Task<(string Epoch, long Head)> HeadAsync(string room)
    {
        var answer = await CallAsync(HttpMethod.Get, $"/rooms/{room}/events?limit=1");
        return (answer!["epoch"]!.GetValue<string>(), answer["head"]!.GetValue<long>());
    }

    /// <summary>How somebody came into the room and went, as the room's log has it: the types of the events.</summary>
    public async Task<IReadOnlyList<string>> ComingAndGoingAsync(string room, string username)
    {
        var answer = await CallAsync(HttpMethod.Get, $"/rooms/{room}/events?limit=1000");
        return answer!["events"]!.AsArray().Where(entry => entry!["member"]?["username"]?.GetValue<string>() == username).Select(entry => entry!["type"]!.GetValue<string>()).ToList();
    }

    /// <summary>Ends every other session of this account.</summary>
    public Task ChangePasswordAsync(string next) => CallAsync(HttpMethod.Put, "/me/password", new { currentPassword = Password, newPassword = next });

    public async Task EndOtherSessionsAsync()
    {
        var sessions = (await CallAsync(HttpMethod.Get, "/me/sessions"))!["items"]!.AsArray();
        foreach (var session in sessions.Where(session => !session!["current"]!.GetValue<bool>()))
            await CallAsync(HttpMethod.Delete, $"/me/sessions/{session!["id"]!.GetValue<string>()}");
    }

    public void Dispose() => _http.Dispose();

    private static string MessagePath(string room, long id) => string.Create(CultureInfo.InvariantCulture, $"/rooms/{room}/messages/{id}");

    private async Task<JsonNode?> CallAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(_server(), path));
        if (body is not null)
            request.Content = JsonContent.Create(body);
        using var answer = await _http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"{method} {path} answered {(int)answer.StatusCode}: {text}");
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }
}
