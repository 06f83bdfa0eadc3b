using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Accounts;

/// <summary>Which tokens let nobody in. Each bad one differs from a good one in one thing only, and is signed well unless that is the thing.</summary>
public sealed class TokenTests : IClassFixture<ChatServer>, IAsyncLifetime
{
    private const string Invalid = "invalid_token";

    private static readonly Dictionary<string, (string Code, Func<Jwt, ECDsa, string> Make)> Bad = new(StringComparer.Ordinal)
    {
        ["garbage"] = (Invalid, (_, _) => "garbage"),
        ["three parts of garbage"] = (Invalid, (_, _) => "a.b.c"),
        ["garbage that is long"] = (Invalid, (_, _) => new string('x', 3000)),
        ["expired"] = ("token_expired", (token, key) => Payload(token, "exp", Now - 3600).Sign(key)),
        ["expired, and of another key"] = (Invalid, (token, _) => Payload(token, "exp", Now - 3600).Sign(ECDsa.Create(ECCurve.NamedCurves.nistP256))),
        ["without an expiry"] = (Invalid, (token, key) => Payload(token, "exp", null).Sign(key)),
        ["of the future"] = (Invalid, (token, key) => Payload(token, "nbf", Now + 3600).Sign(key)),
        ["of another key"] = (Invalid, (token, _) => token.Sign(ECDsa.Create(ECCurve.NamedCurves.nistP256))),
        ["of algorithm none, unsigned"] = (Invalid, (token, _) => Header(token, "alg", "none").Sign(_ => [])),
        ["of algorithm none, signed"] = (Invalid, (token, key) => Header(token, "alg", "none").Sign(key)),
        ["unsigned"] = (Invalid, (token, _) => token.Sign(_ => [])),
        ["of HS256 with the public key as PEM"] = (Invalid, (token, key) => Hs256(token, Encoding.ASCII.GetBytes(key.ExportSubjectPublicKeyInfoPem()))),
        ["of HS256 with the public key as DER"] = (Invalid, (token, key) => Hs256(token, key.ExportSubjectPublicKeyInfo())),
        ["changed after it was signed"] = (Invalid, (token, key) => Splice(token.Sign(key), Payload(token, "exp", Now + 7200).Sign(key))),
        ["of HS256 with the public key as JSON"] = (Invalid, (token, key) => Hs256(token, Encoding.UTF8.GetBytes(JwkOf(key).ToJsonString()))),
        ["of a key that is not there"] = (Invalid, (token, key) => Header(token, "kid", "another").Sign(key)),
        ["of no key"] = (Invalid, (token, key) => Header(token, "kid", null).Sign(key)),
        ["of a key that is a path"] = (Invalid, (token, _) => Header(token, "kid", "../../dev/null").Sign(_ => [])),
        ["that brings its own key"] = (Invalid, (token, _) => SignedByOneOfItsOwn(token, own => token.Header["jwk"] = JwkOf(own))),
        ["that points to its own keys"] = (Invalid, (token, _) => SignedByOneOfItsOwn(token, _ => token.Header["jku"] = "https://example.com/jwks.json")),
        ["that points to its own certificate"] = (Invalid, (token, _) => SignedByOneOfItsOwn(token, _ => token.Header["x5u"] = "https://example.com/cert.pem")),
        ["for another audience"] = (Invalid, (token, key) => Payload(token, "aud", "elsewhere").Sign(key)),
        ["without an audience"] = (Invalid, (token, key) => Payload(token, "aud", null).Sign(key)),
        ["from another issuer"] = (Invalid, (token, key) => Payload(token, "iss", "elsewhere").Sign(key)),
        ["without an issuer"] = (Invalid, (token, key) => Payload(token, "iss", null).Sign(key)),
        ["of another type"] = (Invalid, (token, key) => Header(token, "typ", "JWT").Sign(key)),
        ["without a type"] = (Invalid, (token, key) => Header(token, "typ", null).Sign(key)),
        ["of a session that does not exist"] = (Invalid, (token, key) => Payload(token, "sid", "c2Vzc2lvbiBvZiBub2JvZHk").Sign(key)),
        ["without a session"] = (Invalid, (token, key) => Payload(token, "sid", null).Sign(key)),
    };

    private readonly ChatServer _server;
    private TestUser _user = null!;

    public TokenTests(ChatServer server) => _server = server;

    public static TheoryData<string> Names => [.. Bad.Keys];

    public static TheoryData<string> OtherPaths => ["/me", "/rooms", "/rooms/general/messages", "/users/nobody"];

    private static long Now => DateTimeOffset.UtcNow.ToUnixTimeSeconds();

    public async Task InitializeAsync() => _user = await _server.NewUserAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task ATokenThatIsTakenApartAndSignedAgainUnchangedIsAccepted()
    {
        using var key = Jwt.KeyOf(_server);
        var token = Jwt.Parse(_user.Token).Sign(key);

        using var me = await GetMeAsync($"Bearer {token}");
        using var negotiation = await NegotiateAsync(token);

        me.StatusCode.Should().Be(HttpStatusCode.OK);
        negotiation.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task ABadTokenIsRefusedOverHttpAndAtTheHub(string name)
    {
        using var key = Jwt.KeyOf(_server);
        var token = Bad[name].Make(Jwt.Parse(_user.Token), key);

        using var me = await GetMeAsync($"Bearer {token}");
        using var negotiation = await NegotiateAsync(token);

        await me.ShouldBeAsync(401, Bad[name].Code);
        await negotiation.ShouldBeAsync(401, Bad[name].Code);
        me.Headers.WwwAuthenticate.Should().Equal(new AuthenticationHeaderValue("Bearer"));
    }

    [Fact]
    public async Task AnotherServersTokenIsRefused()
    {
        await using var elsewhere = new ChatServer();
        var token = (await elsewhere.NewUserAsync(_user.Username)).Token;

        using var me = await GetMeAsync($"Bearer {token}");
        using var negotiation = await NegotiateAsync(token);

        await me.ShouldBeAsync(401, Invalid);
        await negotiation.ShouldBeAsync(401, Invalid);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer")]
    [InlineData("Basic dXNlcjpwYXNz")]
    public async Task WithoutATokenTheAnswerIsUnauthenticated(string? authorization)
    {
        using var me = await GetMeAsync(authorization);

        await me.ShouldBeAsync(401, "unauthenticated");
    }

    [Fact]
    public async Task WithoutATokenTheHubIsClosedAtNegotiateAndAtTheUpgrade()
    {
        using var http = _server.NewHttp();
        using var negotiation = await http.PostAsync("/hubs/chat/negotiate?negotiateVersion=1", content: null);
        using var socket = new ClientWebSocket { Options = { CollectHttpResponseDetails = true } };

        await socket.Awaiting(s => s.ConnectAsync(new UriBuilder(new Uri(_server.Url, "/hubs/chat")) { Scheme = "ws" }.Uri, CancellationToken.None))
            .Should().ThrowAsync<WebSocketException>();

        await negotiation.ShouldBeAsync(401, "unauthenticated");
        socket.HttpStatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [MemberData(nameof(OtherPaths))]
    public async Task AGoodTokenInTheQueryIsNotAcceptedOutsideTheHub(string path)
    {
        using var http = _server.NewHttp();
        using var answer = await http.GetAsync($"{path}?access_token={_user.Token}");

        await answer.ShouldBeAsync(401, "unauthenticated");
    }

    private static Jwt Header(Jwt token, string name, string? value)
    {
        if (value is null)
            token.Header.Remove(name);
        else
            token.Header[name] = value;
        return token;
    }

    private static Jwt Payload(Jwt token, string name, JsonNode? value)
    {
        if (value is null)
            token.Payload.Remove(name);
        else
            token.Payload[name] = value;
        // Nothing that expires may begin later than it ends: that would be another fault.
        if (name == "exp")
        {
            token.Payload["nbf"] = Now - 7200;
            token.Payload["iat"] = Now - 7200;
        }

        return token;
    }

    private static JsonObject JwkOf(ECDsa key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return new JsonObject { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = Base64Url.EncodeToString(point.X), ["y"] = Base64Url.EncodeToString(point.Y) };
    }

    private static string SignedByOneOfItsOwn(Jwt token, Action<ECDsa> describe)
    {
        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        describe(own);
        return token.Sign(own);
    }

    private static string Hs256(Jwt token, byte[] secret) => Header(token, "alg", "HS256").Sign(text => HMACSHA256.HashData(secret, text));

    /// <summary>The content of one token under the signature of another.</summary>
    private static string Splice(string signed, string changed) => $"{changed[..changed.LastIndexOf('.')]}{signed[signed.LastIndexOf('.')..]}";

    private async Task<HttpResponseMessage> GetMeAsync(string? authorization)
    {
        using var http = _server.NewHttp();
        if (authorization is not null)
            http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);
        return await http.GetAsync("/me");
    }

    private async Task<HttpResponseMessage> NegotiateAsync(string token)
    {
        using var http = _server.NewHttp();
        return await http.PostAsync($"/hubs/chat/negotiate?negotiateVersion=1&access_token={token}", content: null);
    }
}
