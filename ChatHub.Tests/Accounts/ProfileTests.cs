using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Accounts;

public sealed class ProfileTests(ChatServer server) : IClassFixture<ChatServer>
{
    private static readonly Uri Me = new("/me", UriKind.Relative);

    [Fact]
    public async Task TwoChangesOfDifferentFieldsAtOnceAreBothKept()
    {
        var user = await server.NewUserAsync();
        for (var round = 0; round < 20; round++)
        {
            await Task.WhenAll(
                PatchAsync(user, $$"""{ "displayName": "Name {{round}}" }"""),
                PatchAsync(user, $$"""{ "language": "{{(round % 2 == 0 ? "es" : "fr")}}" }"""));

            var me = await user.Http.GetJsonAsync("/me");
            me.GetProperty("displayName").GetString().Should().Be($"Name {round}");
            me.GetProperty("language").GetString().Should().Be(round % 2 == 0 ? "es" : "fr");
        }
    }

    [Theory]
    [InlineData("{}", "Old Name", "es")]
    [InlineData("""{ "unknown": 1 }""", "Old Name", "es")]
    [InlineData("""{ "displayName": " New Name " }""", "New Name", "es")]
    [InlineData("""{ "displayName": null }""", "(username)", "es")]
    [InlineData("""{ "language": "ZH-hant" }""", "Old Name", "zh-Hant")]
    [InlineData("""{ "language": null }""", "Old Name", null)]
    [InlineData("""{ "displayName": "N", "language": "pt-br" }""", "N", "pt-BR")]
    public async Task WhatIsAbsentStaysAndNullIsAValue(string change, string displayName, string? language)
    {
        var user = await server.NewUserAsync();
        await PatchAsync(user, """{ "displayName": "Old Name", "language": "es" }""");

        var answer = await PatchAsync(user, change);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        var changed = await answer.JsonAsync();
        changed.Keys().Should().BeEquivalentTo("username", "displayName", "language", "createdAt");
        changed.GetProperty("displayName").GetString().Should().Be(displayName == "(username)" ? user.Username : displayName);
        changed.GetProperty("language").GetString().Should().Be(language);
        (await user.Http.GetFromJsonAsync<JsonElement>(Me)).GetRawText().Should().Be(changed.GetRawText());
    }

    [Theory]
    [InlineData("""{ "displayName": "", "language": "fr" }""", "displayName")]
    [InlineData("""{ "displayName": " " }""", "displayName")]
    [InlineData("""{ "displayName": "a\u0000b" }""", "displayName")]
    [InlineData("""{ "displayName": "\ud800" }""", "displayName")]
    [InlineData("""{ "displayName": 5 }""", "displayName")]
    [InlineData("""{ "displayName": "New", "language": "english" }""", "language")]
    [InlineData("""{ "displayName": "New", "language": "" }""", "language")]
    [InlineData("""{ "language": ["es"] }""", "language")]
    public async Task AWrongFieldChangesNothing(string change, string field)
    {
        var user = await server.NewUserAsync(language: "es");
        var before = await user.Http.GetStringAsync(Me);

        var problem = await (await PatchAsync(user, change)).ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "invalid_request");

        problem.GetProperty("errors").Keys().Should().Equal(field);
        (await user.Http.GetStringAsync(Me)).Should().Be(before);
    }

    [Theory]
    [InlineData(128, HttpStatusCode.OK)]
    [InlineData(129, HttpStatusCode.BadRequest)]
    public async Task ADisplayNameHasAtMost128CodePoints(int length, HttpStatusCode status)
    {
        var user = await server.NewUserAsync();

        var answer = await user.Http.PatchAsJsonAsync(Me, new { displayName = string.Concat(Enumerable.Repeat("😀", length)) });

        answer.StatusCode.Should().Be(status);
    }

    [Fact]
    public async Task OthersSeeTheNamesAndNotTheLanguage()
    {
        var (reader, other) = (await server.NewUserAsync(), await server.NewUserAsync("Ö.Übung", "es"));
        await PatchAsync(other, """{ "displayName": "Someone Else" }""");

        var seen = await reader.Http.GetFromJsonAsync<JsonElement>(new Uri($"/users/{Uri.EscapeDataString("ö.ÜBUNG")}", UriKind.Relative));

        seen.Keys().Should().BeEquivalentTo("username", "displayName", "createdAt");
        seen.GetProperty("username").GetString().Should().Be("Ö.Übung");
        seen.GetProperty("displayName").GetString().Should().Be("Someone Else");
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("system")]
    [InlineData("no%20name")]
    [InlineData("%F0%9F%98%80")]
    public async Task WhoDoesNotExistIsNotFound(string username)
    {
        var reader = await server.NewUserAsync();

        var answer = await reader.Http.GetAsync(new Uri($"/users/{username}", UriKind.Relative));

        await answer.ShouldBeRefusedAsync(HttpStatusCode.NotFound, "user_not_found");
    }

    [Fact]
    public async Task SeveralUsersComeAtOnceInTheOrderAskedEachOnceWithoutThoseWhoDoNotExist()
    {
        var (first, second) = (await server.NewUserAsync("Zed"), await server.NewUserAsync("Abe"));

        var answer = await first.Http.GetFromJsonAsync<JsonElement>(new Uri("/users?username=zed&username=nobody&username=ABE&username=no%20name&username=Zed", UriKind.Relative));

        answer.GetProperty("items").EnumerateArray().Select(user => user.GetProperty("username").GetString()).Should().Equal(first.Username, second.Username);
    }

    [Theory]
    [InlineData(0, HttpStatusCode.BadRequest)]
    [InlineData(100, HttpStatusCode.OK)]
    [InlineData(101, HttpStatusCode.BadRequest)]
    public async Task OneTo100UsersCanBeAskedFor(int count, HttpStatusCode status)
    {
        var user = await server.NewUserAsync();

        var answer = await user.Http.GetAsync(new Uri("/users?" + string.Join('&', Enumerable.Range(0, count).Select(number => $"username=n{number}")), UriKind.Relative));

        answer.StatusCode.Should().Be(status);
        if (status != HttpStatusCode.OK)
            await answer.ShouldBeRefusedAsync(status, "invalid_request");
    }

    [Theory]
    [InlineData("GET", "/me")]
    [InlineData("PATCH", "/me")]
    [InlineData("GET", "/users/someone")]
    [InlineData("GET", "/users?username=someone")]
    public async Task AStrangerIsToldToLogIn(string method, string path)
    {
        using var http = server.NewHttp();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        await (await http.SendAsync(request)).ShouldBeRefusedAsync(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    private static async Task<HttpResponseMessage> PatchAsync(TestUser user, string change)
    {
        using var body = new StringContent(change, Encoding.UTF8, "application/json");
        return await user.Http.PatchAsync(Me, body);
    }
}
