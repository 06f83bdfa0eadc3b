using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ChatHub.Tests.Support;
using ChatHub.Tests.Support.Secrets;

namespace ChatHub.Tests.Model;

/// <summary>The users of one sequence, fresh ones, with their connections: does for real what the model does in thought.</summary>
internal sealed partial class Players : IAsyncDisposable
{
    private readonly IModelServer _server;
    private readonly Dictionary<string, TestUser> _users;
    private readonly Dictionary<(string User, Way Way), Device> _devices;
    private readonly Names _names = new();

    private Players(IModelServer server, Dictionary<string, TestUser> users, string epoch, bool isRacing)
    {
        (_server, _users) = (server, users);
        _devices = Connections.All([.. users.Keys]).ToDictionary(
            key => key, key => new Device(users[key.User], key.Way == Way.Json ? WireProtocol.Json : WireProtocol.MessagePack, _names, epoch, isRacing));
    }

    /// <summary>What receipts promised: the time of an event. Users may act at once, each in one call at a time.</summary>
    public ConcurrentQueue<(string Room, long Seq, string At)> Promises { get; } = [];

    /// <summary>Signs fresh users up and in, and connects them.</summary>
    /// <param name="server">Where.</param>
    /// <param name="names">Who.</param>
    /// <param name="isRacing">Whether users act at once.</param>
    public static async Task<Players> StartAsync(IModelServer server, IReadOnlyList<string> names, bool isRacing = false)
    {
        var users = await Task.WhenAll(names.Select(name => SignInAsync(server.Url, name)));
        var epoch = (await users[0].Http.GetJsonAsync("/rooms/general/events?limit=1")).GetProperty("epoch").GetString()!;
        var players = new Players(server, users.ToDictionary(user => user.Username), epoch, isRacing);
        await Task.WhenAll(players._devices.Values.Select(device => device.ConnectAsync(server.Url)));
        return players;
    }

    public Device DeviceOf(string user, Way way) => _devices[(user, way)];

    public Task DropAsync(string user, Way way) => DeviceOf(user, way).DropAsync();

    public Task ConnectAsync(string user, Way way) => DeviceOf(user, way).ConnectAsync(_server.Url);

    /// <summary>Restarts the server under all who are connected.</summary>
    public async Task RestartAsync()
    {
        await _server.RestartAsync();
        foreach (var device in _devices.Values)
            await device.DropAsync();
        foreach (var user in _users.Values.ToList())
        {
            user.Http.Dispose();
            _users[user.Username] = user with { Http = NewHttp(_server.Url, user.Token) };
        }
    }

    /// <summary>What a GET answers to a user, or the code of its refusal.</summary>
    public async Task<(JsonElement Answer, string? Refusal)> GetAsync(string user, string path) => await ReadAsync(await _users[user].Http.GetAsync(ToServer(path)));

    public async ValueTask DisposeAsync()
    {
        foreach (var device in _devices.Values)
            await device.DisposeAsync();
        foreach (var user in _users.Values)
            user.Http.Dispose();
    }

    private static HttpClient NewHttp(Uri url, string token) => new(new SecretHandler()) { BaseAddress = url, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };

    private static async Task<TestUser> SignInAsync(Uri url, string username)
    {
        using var http = new HttpClient(new SecretHandler()) { BaseAddress = url };
        (await http.PostAsJsonAsync("/signup", new { username, password = ChatServer.Password })).EnsureSuccessStatusCode();
        var login = await http.PostAsJsonAsync("/login", new { username, password = ChatServer.Password }).JsonAsync();
        var token = login.GetProperty("accessToken").GetString()!;
        return new TestUser(username, token, NewHttp(url, token));
    }

    private string ToServer(string path) => string.Join('/', path.Split('/').Select(_names.ToServer));

    private async Task<(JsonElement Answer, string? Refusal)> ReadAsync(HttpResponseMessage answer)
    {
        using var _ = answer;
        var text = _names.ToModel(await answer.Content.ReadAsStringAsync());
        var body = text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
        return answer.IsSuccessStatusCode ? (body, null) : (default, body.GetProperty("code").GetString());
    }
}
