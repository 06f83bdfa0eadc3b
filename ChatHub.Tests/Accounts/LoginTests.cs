using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Accounts;

public sealed class LoginTests(ChatServer server) : IClassFixture<ChatServer>
{
    private static int _users;

    [Fact]
    public async Task TheNameIsTakenInAnyCaseAndTheAnswerIsATokenThatWorks()
    {
        await server.NewUserAsync("Mixed.Case", "es");

        var answer = await LogInAsync("mIXED.cASE", ChatServer.Password);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Headers.CacheControl!.NoStore.Should().BeTrue();
        var body = await answer.JsonAsync();
        body.GetProperty("status").GetString().Should().Be("OK");
        body.GetProperty("tokenType").GetString().Should().Be("Bearer");
        body.GetProperty("expiresIn").GetInt64().Should().Be(3600);
        var me = await MeAsync(server, body.GetProperty("accessToken").GetString()!);
        me.GetRawText().Should().Be(body.GetProperty("user").GetRawText());
        me.GetProperty("username").GetString().Should().Be("Mixed.Case");
        me.GetProperty("language").GetString().Should().Be("es");
    }

    [Theory]
    [InlineData(NormalizationForm.FormD, NormalizationForm.FormC)]
    [InlineData(NormalizationForm.FormC, NormalizationForm.FormD)]
    [InlineData(NormalizationForm.FormKD, NormalizationForm.FormKC)]
    public async Task APasswordTypedOnAnotherKeyboardIsTheSame(NormalizationForm signup, NormalizationForm login)
    {
        var username = await SignUpAsync("Ångström café 각".Normalize(signup));

        (await LogInAsync(username, "Ångström café 각".Normalize(login))).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task AWrongPasswordAndAnUnknownUserAreTheSameToAStranger()
    {
        var username = await SignUpAsync(ChatServer.Password);

        var answers = new[]
        {
            await LogInAsync(username, "not the password"), await LogInAsync("nobody-of-this-name", ChatServer.Password),
            await LogInAsync("no name at all!", ChatServer.Password), await LogInAsync("system", ChatServer.Password),
            await LogInAsync(new string('x', 1000), ChatServer.Password),
        };

        foreach (var answer in answers)
            await answer.ShouldBeRefusedAsync(HttpStatusCode.Unauthorized, "invalid_credentials");
        (await Task.WhenAll(answers.Select(answer => answer.Content.ReadAsStringAsync()))).Distinct().Should().ContainSingle();
        answers.Select(HeadersOf).Distinct().Should().ContainSingle();
    }

    [Theory]
    [InlineData("a")]
    [InlineData("é")]
    public async Task PasswordsThatShareTheirFirst72BytesAreToldApart(string filler)
    {
        var shared = string.Concat(Enumerable.Repeat(filler, 72));
        var username = await SignUpAsync(shared + "1");

        await (await LogInAsync(username, shared + "2")).ShouldBeRefusedAsync(HttpStatusCode.Unauthorized, "invalid_credentials");
        await (await LogInAsync(username, shared)).ShouldBeRefusedAsync(HttpStatusCode.Unauthorized, "invalid_credentials");
        (await LogInAsync(username, shared + "1")).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task PasswordsAreToldApartAfterNul()
    {
        var username = await SignUpAsync("gate and lamp\0one");

        await (await LogInAsync(username, "gate and lamp\0two")).ShouldBeRefusedAsync(HttpStatusCode.Unauthorized, "invalid_credentials");
        await (await LogInAsync(username, "gate and lamp")).ShouldBeRefusedAsync(HttpStatusCode.Unauthorized, "invalid_credentials");
        (await LogInAsync(username, "gate and lamp\0one")).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task TheLongestPasswordsAreToldApartAtTheirEnd()
    {
        var longest = string.Concat(Enumerable.Repeat("😀", 255));
        var username = await SignUpAsync(longest + "😀");

        await (await LogInAsync(username, longest + "😃")).ShouldBeRefusedAsync(HttpStatusCode.Unauthorized, "invalid_credentials");
        (await LogInAsync(username, longest + "😀")).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task ATokenOutlivesTheServerThatGaveIt()
    {
        using var directory = new TemporaryDirectory();
        var settings = new Dictionary<string, string> { ["DataDirectory"] = directory.Path };
        string token;
        await using (var first = ChatServer.Start(settings))
            token = (await first.NewUserAsync("survivor")).Token;

        await using var second = ChatServer.Start(settings);

        (await MeAsync(second, token)).GetProperty("username").GetString().Should().Be("survivor");
    }

    private static async Task<JsonElement> MeAsync(ChatServer server, string token)
    {
        using var http = server.NewHttp();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var answer = await http.GetAsync(new Uri("/me", UriKind.Relative));
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        return await answer.JsonAsync();
    }

    private static string HeadersOf(HttpResponseMessage answer) => string.Join('\n', answer.Headers.Concat(answer.Content.Headers)
        .Where(header => header.Key != "Date").Select(header => $"{header.Key}: {string.Join(", ", header.Value)}").Order(StringComparer.Ordinal));

    private async Task<string> SignUpAsync(string password)
    {
        using var http = server.NewHttp();
        var username = $"login{Interlocked.Increment(ref _users)}";
        (await http.PostAsJsonAsync("/signup", new { username, password })).StatusCode.Should().Be(HttpStatusCode.Created);
        return username;
    }

    private async Task<HttpResponseMessage> LogInAsync(string username, string password)
    {
        using var http = server.NewHttp();
        return await http.PostAsJsonAsync("/login", new { username, password });
    }
}
