using System.Net;
using System.Net.Http.Json;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Faults;

/// <summary>A wall clock that jumps, and comes back: nothing hangs, nothing fails, and nobody has to wait for a time that was wrong.</summary>
public sealed class MovedClockTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(23)]
    [InlineData(-24)]
    public async Task EverythingGoesOnWhileTheClockIsWrongAndAfterItIsSetRight(int hours)
    {
        var clock = new ShiftedTime();
        await using var server = ChatServer.Start(new() { ["Translation:Provider"] = "Pseudo", ["Auth:AccessTokenMinutes"] = "1440" }, clock.Replace);
        var (owner, member) = (await server.NewUserAsync(language: "es"), await server.NewUserAsync(language: "en"));
        var room = await owner.NewRoomAsync();
        await using var watching = await server.ConnectAsync(owner);
        await using var client = await server.ConnectAsync(member);
        await watching.JoinAsync(room);
        await client.JoinAsync(room);
        await SaysAsync(client, watching, room, "before");

        clock.Shift(TimeSpan.FromHours(hours));
        await SaysAsync(client, watching, room, "meanwhile");
        await IsWellAsync(server, member, room);

        clock.Shift(TimeSpan.FromHours(-hours));
        await SaysAsync(client, watching, room, "after");
        await IsWellAsync(server, member, room);
        await using var late = await server.ConnectAsync(await server.SignInAsync(member.Username));
        await late.JoinAsync(room, after: new { epoch = (await owner.Http.GetJsonAsync($"/rooms/{room}/events")).GetProperty("epoch").GetString(), seq = 3 });
        await late.SeesSeqAsync(watching.Seqs()[^1]);
        late.Seqs().Should().Equal(watching.Seqs().Where(seq => seq > 3));
    }

    [Fact]
    public async Task WhoseTokenHasExpiredByAClockThatWasSetForwardRenewsItAndGoesOn()
    {
        var clock = new ShiftedTime();
        await using var server = ChatServer.Start([], clock.Replace);
        var user = await server.NewUserAsync();
        var room = await user.NewRoomAsync();
        await using var client = await server.ConnectAsync(user);

        clock.Shift(TimeSpan.FromDays(1));
        await Eventually.TrueAsync(() => client.CallsOf("SessionEnded").Count == 1, "the connection ended with its token");
        using var http = server.NewHttp();
        var renewed = await http.PostAsJsonAsync("/refresh", new { refreshToken = user.RefreshToken }).JsonAsync();
        await using var again = await HubClient.ConnectAsync(server.Url, renewed.GetProperty("accessToken").GetString()!);
        await again.JoinAsync(room);
        clock.Shift(TimeSpan.FromDays(-1));

        await again.SaysAsync(room, "the clock is right again");
        (await http.PostAsJsonAsync("/refresh", new { refreshToken = renewed.GetProperty("refreshToken").GetString() })).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(24)]
    public async Task SlowModeSilencesNobodyUntilATimeThatWasWrong(int hours)
    {
        var clock = new ShiftedTime();
        await using var server = ChatServer.Start([], clock.Replace);
        var (owner, member) = (await server.NewUserAsync(), await server.NewUserAsync());
        var room = await owner.NewRoomAsync();
        await using var client = await server.ConnectAsync(member);
        await client.JoinAsync(room);
        (await owner.Http.PatchAsJsonAsync($"/rooms/{room}", new { slowModeSeconds = 600 })).EnsureSuccessStatusCode();

        clock.Shift(TimeSpan.FromHours(hours));
        await client.SendAsync(room, "from the future");
        (await client.RefusalOfAsync("SendMessage", new { room, text = "at once" })).Should().Be("slow_mode");
        clock.Shift(TimeSpan.FromHours(-hours));

        await client.SendAsync(room, "now");
        (await client.RefusalOfAsync("SendMessage", new { room, text = "at once" })).Should().Be("slow_mode");
    }

    [Fact]
    public async Task AMuteCountsByTheClockAsItStands()
    {
        var clock = new ShiftedTime();
        await using var server = ChatServer.Start([], clock.Replace);
        var (owner, member) = (await server.NewUserAsync(), await server.NewUserAsync());
        var room = await owner.NewRoomAsync();
        await using var client = await server.ConnectAsync(member);
        await client.JoinAsync(room);
        (await owner.Http.PutAsJsonAsync($"/rooms/{room}/mutes/{member.Username}", new { until = DateTimeOffset.UtcNow.AddHours(2) })).EnsureSuccessStatusCode();

        clock.Shift(TimeSpan.FromDays(1));
        await client.SendAsync(room, "the mute is over by this clock");
        clock.Shift(TimeSpan.FromDays(-1));

        (await client.RefusalOfAsync("SendMessage", new { room, text = "it is not" })).Should().Be("muted");
    }

    /// <summary>Sends, reacts and types; the other one sees it, and the translation comes.</summary>
    private static async Task SaysAsync(HubClient client, HubClient watching, string room, string text)
    {
        var id = await client.SaysAsync(room, text);
        await client.InvokeAsync("AddReaction", new { room, id, emoji = "👍" });
        var typing = watching.CallsOf("Typing").Count;
        await client.InvokeAsync("SetTyping", new { room, typing = true });
        await client.InvokeAsync("MarkRead", new { room, seq = id });
        await watching.SeesSeqAsync(id + 1);
        await Eventually.TrueAsync(() => watching.CallsOf("Typing").Count > typing, "typing was seen");
        await watching.SeesPatchAsync(id);
    }

    private static async Task IsWellAsync(ChatServer server, TestUser user, string room)
    {
        using var http = server.NewHttp();
        (await http.PostAsJsonAsync("/login", new { username = user.Username, password = ChatServer.Password })).StatusCode.Should().Be(HttpStatusCode.OK);
        foreach (var path in new[] { "/me", "/rooms", $"/rooms/{room}/messages", "/search?q=before", "/health/ready" })
            (await user.Http.GetAsync(new Uri(path, UriKind.Relative))).StatusCode.Should().Be(HttpStatusCode.OK);
    }
}
