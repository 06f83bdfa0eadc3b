using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace ChatHub.Fuzz;

/// <summary>Someone who attacks, signed in.</summary>
/// <param name="Number">Five digits, which make the names of the attacker and of a room of the attacker's own.</param>
/// <param name="Token">The access token.</param>
public sealed record Attacker(string Number, string Token)
{
    private static readonly byte[] NumberMark = Encoding.ASCII.GetBytes(Samples.Number);
    private static readonly byte[] TokenMark = Encoding.ASCII.GetBytes(Samples.Token);

    public byte[] Sign(byte[] bytes) => Replace(Replace(bytes, NumberMark, Encoding.ASCII.GetBytes(Number)), TokenMark, Encoding.ASCII.GetBytes(Token));

    private static byte[] Replace(byte[] bytes, byte[] mark, byte[] value)
    {
        if (bytes.AsSpan().IndexOf(mark) < 0)
            return bytes;
        var replaced = new List<byte>(bytes.Length + value.Length);
        var left = bytes.AsSpan();
        for (var at = left.IndexOf(mark); at >= 0; at = left.IndexOf(mark))
        {
            replaced.AddRange(left[..at]);
            replaced.AddRange(value);
            left = left[(at + mark.Length)..];
        }

        replaced.AddRange(left);
        return [.. replaced];
    }
}

/// <summary>
/// The world that is attacked: <see cref="Samples.OpenRoom"/>, made by <see cref="Samples.Keeper"/>, and attackers, each with a room of their own. In every room the
/// events 3 and 4 are messages. May be asked by many at once.
/// </summary>
public sealed class Attackers : IDisposable
{
    private readonly HttpClient _http;
    private int _made;

    private Attackers(Uri server) => _http = new HttpClient { BaseAddress = server };

    public static async Task<Attackers> PrepareAsync(Uri server)
    {
        var attackers = new Attackers(server);
        await attackers.MakeRoomAsync(await attackers.SignInAsync(Samples.Keeper), Samples.OpenRoom);
        return attackers;
    }

    /// <summary>Signs a new one up and in.</summary>
    public async Task<Attacker> NewAsync()
    {
        var number = Interlocked.Increment(ref _made).ToString("D5", CultureInfo.InvariantCulture);
        var attacker = new Attacker(number, await SignInAsync($"fuzz-{number}"));
        await MakeRoomAsync(attacker.Token, $"room-{number}");
        (await SendAsync(HttpMethod.Put, $"/rooms/{Samples.OpenRoom}/members/fuzz-{number}", attacker.Token, new { })).EnsureSuccessStatusCode();
        return attacker;
    }

    /// <summary>Whether the attacker's token still holds.</summary>
    public async Task<bool> IsSignedInAsync(Attacker attacker)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/me") { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", attacker.Token) } };
        using var answer = await _http.SendAsync(request);
        return answer.IsSuccessStatusCode;
    }

    /// <summary>Signs somebody up and in, and answers the token.</summary>
    public async Task<string> SignInAsync(string username)
    {
        var person = new { username, password = Samples.Password, language = "es" };
        (await PatientlyAsync(() => SendAsync(HttpMethod.Post, "/signup", null, person))).EnsureSuccessStatusCode();
        using var login = await PatientlyAsync(() => SendAsync(HttpMethod.Post, "/login", null, person));
        return (await login.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString()!;
    }

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? token, object body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await _http.SendAsync(request);
    }

    public void Dispose() => _http.Dispose();

    /// <summary>While attacks keep the hashing of passwords busy, there is a queue.</summary>
    private static async Task<HttpResponseMessage> PatientlyAsync(Func<Task<HttpResponseMessage>> call)
    {
        const int tries = 100;
        for (var left = tries; ; left--)
        {
            var answer = await call();
            if ((int)answer.StatusCode != 429 || left == 0)
                return answer;
            answer.Dispose();
            await Task.Delay(TimeSpan.FromMilliseconds(200));
        }
    }

    private async Task MakeRoomAsync(string token, string room)
    {
        (await SendAsync(HttpMethod.Post, "/rooms", token, new { room })).EnsureSuccessStatusCode();
        foreach (var text in new[] { "words of the first", "words of the second" })
            (await SendAsync(HttpMethod.Post, $"/rooms/{room}/messages", token, new { text })).EnsureSuccessStatusCode();
    }
}
