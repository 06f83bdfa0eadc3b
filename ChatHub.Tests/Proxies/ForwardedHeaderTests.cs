using System.Net;
using System.Net.Http.Json;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Proxies;

/// <summary>Whose word counts for where a request comes from. The tests' own connections come from 127.0.0.1.</summary>
public sealed class ForwardedHeaderTests
{
    private const string Client = "203.0.113.7";
    private const string Itself = "127.0.0.1";

    public static TheoryData<string?, string?, string> Requests => new()
    {
        // Nobody is believed unless configured.
        { null, Client, Itself },
        { "10.0.0.0/8 192.0.2.1", Client, Itself },
        { "127.0.0.2", Client, Itself },
        { "::1", Client, Itself },
        // Whoever is.
        { "127.0.0.1", Client, Client },
        { "127.0.0.0/8", Client, Client },
        { "127.0.0.1", "2001:db8::7", "2001:db8::7" },
        { "127.0.0.1", $"{Client}:4711", Client },
        { "127.0.0.1", null, Itself },
        // Two proxies, and what the client wrote itself before them.
        { "127.0.0.1 10.0.0.0/8", $"{Client}, 10.1.2.3", Client },
        { "127.0.0.1 2001:db8:5::/48", $"{Client}, 2001:db8:5::3", Client },
        { "127.0.0.1 10.0.0.0/8", $"198.51.100.1, {Client}, 10.1.2.3", Client },
        { "127.0.0.1 10.0.0.0/8", $"10.9.9.9, {Client}, 10.1.2.3", Client },
        { "127.0.0.1", $"{Client}, 10.1.2.3", "10.1.2.3" },
        // What is no address.
        { "127.0.0.1", "unknown", Itself },
        { "127.0.0.1", $"{Client}, unknown", Itself },
        { "127.0.0.1 10.0.0.0/8", $"{Client}, <script>, 10.1.2.3", "10.1.2.3" },
        { "127.0.0.1", "999.1.1.1", Itself },
        { "127.0.0.1", ",, ,", Itself },
        { "127.0.0.1", $"for={Client}", Itself },
        { "127.0.0.1 10.0.0.0/8", string.Join(',', Enumerable.Repeat("10.0.0.1", 1000)), "10.0.0.1" },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task TheAddressIsTheOneNextToTheLastKnownProxy(string? trusted, string? forwarded, string address)
    {
        await using var server = Start(trusted);

        await LogInAsync(server, forwarded is null ? [] : [("X-Forwarded-For", forwarded)]);

        (await AddressesAsync(server)).Should().Equal(Itself, address);
    }

    [Theory]
    [InlineData("Forwarded", $"for={Client}")]
    [InlineData("X-Real-IP", Client)]
    [InlineData("X-Client-IP", Client)]
    [InlineData("True-Client-IP", Client)]
    [InlineData("X-Original-For", Client)]
    public async Task NoOtherHeaderIsBelievedOfAProxyEither(string name, string value)
    {
        await using var server = Start("127.0.0.1");

        await LogInAsync(server, [(name, value)]);

        (await AddressesAsync(server)).Should().Equal(Itself, Itself);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("127.0.0.1")]
    public async Task AForwardedHostMakesNoPageTheServersOwn(string? trusted)
    {
        await using var server = Start(trusted);
        var user = await server.NewUserAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/hubs/chat/negotiate?negotiateVersion=1");
        request.Headers.Add("Origin", "https://evil.example");
        request.Headers.Add("X-Forwarded-Host", "evil.example");
        request.Headers.Add("X-Forwarded-For", Client);

        using var answer = await user.Http.SendAsync(request);

        await answer.ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "forbidden");
    }

    private static ChatServer Start(string? trusted) => ChatServer.Start(trusted is null ? [] : new() { ["Proxies:Trusted"] = trusted });

    /// <summary>Once as one is, and once with the headers.</summary>
    private static async Task LogInAsync(ChatServer server, (string Name, string Value)[] headers)
    {
        var user = await server.NewUserAsync();
        using var http = server.NewHttp();
        foreach (var (name, value) in headers)
            http.DefaultRequestHeaders.TryAddWithoutValidation(name, value).Should().BeTrue();
        (await http.PostAsJsonAsync("/login", new { username = user.Username, password = ChatServer.Password })).EnsureSuccessStatusCode();
    }

    private static Task<IReadOnlyList<string>> AddressesAsync(ChatServer server)
        => new DatabaseFile(server.DataDirectory).ReadAsync("SELECT Address FROM Sessions ORDER BY rowid");
}
