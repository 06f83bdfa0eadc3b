using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Accounts;

public sealed class SignupTests(ChatServer server) : IClassFixture<ChatServer>
{
    [Fact]
    public async Task ANewAccountShowsWhatWasGivenInItsCanonicalForm()
    {
        var answer = await SignUpAsync(new { username = "Ａda", password = ChatServer.Password, displayName = "  Ada Lovelace 👩‍💻 ", language = "PT-br" });

        answer.StatusCode.Should().Be(HttpStatusCode.Created);
        var body = await answer.JsonAsync();
        body.Keys().Should().Equal("user");
        var user = body.GetProperty("user");
        user.Keys().Should().BeEquivalentTo("username", "displayName", "language", "createdAt");
        user.GetProperty("username").GetString().Should().Be("Ada");
        user.GetProperty("displayName").GetString().Should().Be("Ada Lovelace 👩‍💻");
        user.GetProperty("language").GetString().Should().Be("pt-BR");
        user.GetProperty("createdAt").GetString().Should().MatchRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$");
    }

    [Fact]
    public async Task WhatIsLeftOutOrNullHasItsDefault()
    {
        foreach (var request in new object[]
        {
            new { username = "Plain", password = ChatServer.Password },
            new { username = "Nulls", password = ChatServer.Password, displayName = (string?)null, language = (string?)null, unknown = 1 },
        })
        {
            var answer = await SignUpAsync(request);
            answer.StatusCode.Should().Be(HttpStatusCode.Created);
            var user = (await answer.JsonAsync()).GetProperty("user");

            user.GetProperty("displayName").GetString().Should().Be(user.GetProperty("username").GetString());
            user.GetProperty("language").ValueKind.Should().Be(JsonValueKind.Null);
        }
    }

    [Fact]
    public async Task OfEightSignupsAtOnceWhoseNamesDifferInCaseExactlyOneWins()
    {
        string[] names = ["Χάρις", "χάρις", "ΧΆΡΙΣ", "χΆΡΙσ", "ΧάριΣ", "χάρισ", "χΆρΙς", "ΧΆΡΙσ"];

        var answers = await Task.WhenAll(names.Select(username => SignUpAsync(new { username, password = ChatServer.Password })));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.Created).Should().Be(1);
        var winner = names[Array.FindIndex(answers, answer => answer.StatusCode == HttpStatusCode.Created)];
        foreach (var loser in answers.Where(answer => answer.StatusCode != HttpStatusCode.Created))
            await loser.ShouldBeRefusedAsync(HttpStatusCode.Conflict, "username_taken");
        (await new DatabaseFile(server.DataDirectory).ReadAsync("SELECT Username FROM Users WHERE UsernameKey = 'χάρισ'")).Should().Equal(winner);
    }

    [Theory]
    [InlineData("System", "username")]
    [InlineData("ａｄｍｉｎ", "username")]
    [InlineData("deleted-user", "username")]
    public async Task ReservedNamesAreRefused(string username, string field)
    {
        var answer = await SignUpAsync(new { username, password = ChatServer.Password });

        var problem = await answer.ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "invalid_request");
        problem.GetProperty("errors").Keys().Should().Equal(field);
    }

    [Fact]
    public async Task EveryFaultIsNamedAtOnceByItsField()
    {
        var answer = await SignUpAsync(new { username = "a b", password = "short", displayName = "\n", language = "english" });

        var problem = await answer.ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "invalid_request");
        problem.GetProperty("errors").Keys().Should().BeEquivalentTo("username", "password", "displayName", "language");
    }

    [Fact]
    public async Task WhileSignupIsClosedItIsForbiddenAndThoseWithAnAccountLogIn()
    {
        using var directory = new TemporaryDirectory();
        await using (var open = ChatServer.Start(new() { ["DataDirectory"] = directory.Path }))
            await open.NewUserAsync("early");
        await using var closed = ChatServer.Start(new() { ["DataDirectory"] = directory.Path, ["Auth:Signup"] = "Closed" });
        using var http = closed.NewHttp();

        var late = await http.PostAsJsonAsync("/signup", new { username = "late", password = ChatServer.Password });
        var early = await http.PostAsJsonAsync("/login", new { username = "early", password = ChatServer.Password });

        await late.ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "forbidden");
        (await new DatabaseFile(directory.Path).ReadAsync("SELECT Username FROM Users")).Should().Equal("early");
        early.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    private async Task<HttpResponseMessage> SignUpAsync(object request)
    {
        using var http = server.NewHttp();
        return await http.PostAsJsonAsync("/signup", request);
    }
}
