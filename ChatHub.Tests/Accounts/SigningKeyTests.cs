using System.Security.Cryptography;
using System.Text.Json;
using ChatHub.Domain.Accounts;
using ChatHub.Infrastructure.Accounts;
using ChatHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ChatHub.Tests.Accounts;

/// <summary>The keys that sign access tokens come and go without anybody being logged out.</summary>
public sealed class SigningKeyTests : IAsyncLifetime
{
    private readonly ShiftedTime _clock = new();
    private readonly ChatServer _server;

    public SigningKeyTests() => _server = ChatServer.Start(new() { ["Auth:AccessTokenMinutes"] = "1440", ["Auth:SigningKeyDays"] = "30" }, _clock.Replace);

    private SigningKeys Keys => _server.Services.GetRequiredService<SigningKeys>();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task ThePublishedKeyChecksATokenThatNamesIt()
    {
        var user = await _server.NewUserAsync();
        var header = Jwt.Parse(user.Token).Header;

        var (keys, answer) = await PublishedAsync();

        answer.Headers.CacheControl!.Public.Should().BeTrue();
        var key = keys.Should().ContainSingle().Which;
        key.Keys().Should().BeEquivalentTo("kty", "use", "alg", "crv", "kid", "x", "y");
        key.GetProperty("kid").GetString().Should().Be(header["kid"]!.GetValue<string>());
        (key.GetProperty("kty").GetString(), key.GetProperty("crv").GetString(), key.GetProperty("alg").GetString(), key.GetProperty("use").GetString())
            .Should().Be(("EC", "P-256", "ES256", "sig"));
        using var ecdsa = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = Decode(key, "x"), Y = Decode(key, "y") },
        });
        var dot = user.Token.LastIndexOf('.');
        ecdsa.VerifyData(System.Text.Encoding.ASCII.GetBytes(user.Token[..dot]), System.Buffers.Text.Base64Url.DecodeFromChars(user.Token.AsSpan(dot + 1)), HashAlgorithmName.SHA256)
            .Should().BeTrue();
    }

    [Fact]
    public async Task TheNextKeyIsPublishedADayBeforeItSignsAndTheOldOneStaysForItsTokens()
    {
        var user = await _server.NewUserAsync();
        var first = KeyOf(user.Token);

        _clock.Shift(TimeSpan.FromDays(28));
        Keys.Renew();
        (await KeyIdsAsync()).Should().Equal(first);

        _clock.Shift(TimeSpan.FromDays(1.1));
        Keys.Renew();
        var both = await KeyIdsAsync();
        both.Should().HaveCount(2).And.Contain(first);
        _clock.Shift(TimeSpan.FromDays(0.5));
        var early = await _server.SignInAsync(user.Username);
        KeyOf(early.Token).Should().Be(first, "whoever checks tokens has not fetched the next one yet");

        _clock.Shift(TimeSpan.FromDays(0.6));
        var second = KeyOf((await _server.SignInAsync(user.Username)).Token);
        second.Should().NotBe(first);
        both.Should().Contain(second);
        (await early.Http.GetAsync("/me")).IsSuccessStatusCode.Should().BeTrue("its token lives for some hours more");
        Keys.Renew();
        (await KeyIdsAsync()).Should().HaveCount(2);

        _clock.Shift(TimeSpan.FromDays(1.1));
        Keys.Renew();
        (await KeyIdsAsync()).Should().Equal(second);
        Directory.GetFiles(Path.Combine(_server.DataDirectory, "keys"), "signing*").Should().ContainSingle("what is not needed is not kept");
    }

    [Fact]
    public async Task AClockThatIsSetBackFindsAKeyThatSigns()
    {
        _clock.Shift(TimeSpan.FromDays(31));
        Keys.Renew();
        _clock.Shift(TimeSpan.FromDays(3));
        Keys.Renew();
        (await KeyIdsAsync()).Should().ContainSingle();

        _clock.Shift(TimeSpan.FromDays(-20));
        Keys.Renew();

        var user = await _server.NewUserAsync();
        (await user.Http.GetAsync("/me")).IsSuccessStatusCode.Should().BeTrue();
    }

    [Fact]
    public async Task AKeyThatAnotherNodeHasMadeIsTaken()
    {
        using var elsewhere = new TemporaryDirectory();
        await using var other = ChatServer.Start(new() { ["DataDirectory"] = elsewhere.Path });
        var user = await _server.NewUserAsync();
        var theirs = Directory.GetFiles(elsewhere.File("keys"), "signing*").Single();

        // As if it had been made for later.
        File.Copy(theirs, Path.Combine(_server.DataDirectory, "keys", $"signing-{DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeSeconds()}.pem"));
        Keys.Renew();

        var theirKey = other.Services.GetRequiredService<ISigningKeys>().List().Single().Id;
        (await KeyIdsAsync()).Should().BeEquivalentTo(KeyOf(user.Token), theirKey);
        KeyOf((await _server.SignInAsync(user.Username)).Token).Should().NotBe(theirKey, "its time has not come");
    }

    [Fact]
    public async Task ThePreviousVersionsKeyGoesOnSigning()
    {
        using var directory = new TemporaryDirectory();
        string token;
        await using (var first = ChatServer.Start(new() { ["DataDirectory"] = directory.Path }))
            token = (await first.NewUserAsync("survivor")).Token;
        File.Move(Directory.GetFiles(directory.File("keys"), "signing*").Single(), directory.File("keys/signing.pem"));

        await using var second = ChatServer.Start(new() { ["DataDirectory"] = directory.Path });

        using var http = second.NewHttp();
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        (await http.GetAsync("/me")).IsSuccessStatusCode.Should().BeTrue();
        Directory.GetFiles(directory.File("keys"), "signing*").Should().ContainSingle();
    }

    [Fact]
    public async Task InProductionADatabaseWithoutItsKeysIsRefusedAgainAndAgain()
    {
        using var directory = new TemporaryDirectory();
        await using (ChatServer.Start(new() { ["DataDirectory"] = directory.Path }))
        {
        }

        var key = Directory.GetFiles(directory.File("keys"), "signing*").Single();
        File.Move(key, directory.File("elsewhere"));

        for (var start = 0; start < 2; start++)
            (await StartAttempt.RunAsync(directory.Path, ["--environment", "Production"])).ShouldBeRefusedNaming("DataDirectory", "keys/signing-*.pem", "chathub.db");
        Directory.GetFiles(directory.File("keys"), "signing*").Should().BeEmpty();
        await using var development = await ServerProcess.StartAsync(directory.Path, "--environment", "Development");
    }

    private static string KeyOf(string token) => Jwt.Parse(token).Header["kid"]!.GetValue<string>();

    private static byte[] Decode(JsonElement key, string name) => System.Buffers.Text.Base64Url.DecodeFromChars(key.GetProperty(name).GetString());

    private async Task<IReadOnlyList<string>> KeyIdsAsync() => (await PublishedAsync()).Keys.Select(key => key.GetProperty("kid").GetString()!).ToList();

    private async Task<(IReadOnlyList<JsonElement> Keys, HttpResponseMessage Answer)> PublishedAsync()
    {
        using var http = _server.NewHttp();
        var answer = await http.GetAsync(new Uri("/.well-known/jwks.json", UriKind.Relative));
        return ((await answer.JsonAsync()).GetProperty("keys").EnumerateArray().ToList(), answer);
    }
}
