using System.Net.Http.Json;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Errors;

/// <summary>Who makes a bad call.</summary>
public enum As
{
    /// <summary>No token.</summary>
    Nobody,

    /// <summary>Owns the rooms <c>open</c>, <c>secret</c> and <c>talk</c>.</summary>
    Owner,

    /// <summary>Is a plain member of <c>talk</c>.</summary>
    Member,

    /// <summary>Is in no room.</summary>
    Stranger,

    /// <summary>Runs the server.</summary>
    Admin,

    /// <summary>The backend of an app, with a server key.</summary>
    App,
}

/// <summary>
/// A server with one message in the public room <c>open</c>, and a private room <c>secret</c>. In the public room <c>talk</c> the message 4 is the owner's,
/// 5 the member's, 6 the owner's, deleted by the event 7, which is the head.
/// </summary>
public sealed class BadInputWorld : IAsyncLifetime
{
    private const string ServerKey = "a-server-key-of-thirty-two-characters";

    public ChatServer Server { get; } = ChatServer.Start(new() { ["Auth:Admins:0"] = "operator", ["Auth:ServerKeys:0"] = ServerKey });

    public TestUser Owner { get; private set; } = null!;

    public TestUser Member { get; private set; } = null!;

    public TestUser Stranger { get; private set; } = null!;

    private TestUser Admin { get; set; } = null!;

    private HttpClient Nobody { get; set; } = null!;

    private HttpClient App { get; set; } = null!;

    public async Task InitializeAsync()
    {
        Nobody = Server.NewHttp();
        App = Server.NewHttp();
        App.DefaultRequestHeaders.Authorization = new("Bearer", ServerKey);
        Owner = await Server.NewUserAsync("owner");
        Member = await Server.NewUserAsync("member");
        Stranger = await Server.NewUserAsync("stranger");
        Admin = await Server.NewUserAsync("operator");
        foreach (var room in new[] { "open", "talk" })
            (await Owner.Http.PostAsJsonAsync("/rooms", new { room })).EnsureSuccessStatusCode();
        (await Owner.Http.PostAsJsonAsync("/rooms/open/messages", new { text = "first", clientMessageId = "used" })).EnsureSuccessStatusCode();
        (await Member.Http.PutAsync("/rooms/talk/members/member", content: null)).EnsureSuccessStatusCode();
        foreach (var author in new[] { Owner, Member, Owner })
            (await author.Http.PostAsJsonAsync("/rooms/talk/messages", new { text = "said" })).EnsureSuccessStatusCode();
        (await Owner.Http.DeleteAsync("/rooms/talk/messages/6")).EnsureSuccessStatusCode();
        await MakeLastRoomAsync();
    }

    public HttpClient Http(As who) => who switch
    {
        As.Nobody => Nobody,
        As.App => App,
        _ => User(who).Http,
    };

    public TestUser User(As who) => who switch
    {
        As.Owner => Owner,
        As.Member => Member,
        As.Admin => Admin,
        _ => Stranger,
    };

    public async Task DisposeAsync() => await Server.DisposeAsync();

    /// <summary>Once its owner has heard of the room that was made last, no word of what was done here can reach a test's connection any more.</summary>
    private async Task MakeLastRoomAsync()
    {
        await using var client = await Server.ConnectAsync(Owner);
        (await Owner.Http.PostAsJsonAsync("/rooms", new { room = "secret", visibility = "private" })).EnsureSuccessStatusCode();
        await Eventually.TrueAsync(
            () => client.CallsOf("RoomsChanged").SelectMany(call => call.GetProperty("items").EnumerateArray()).Any(item => item.GetProperty("room").GetString() == "secret"),
            "the owner heard of the last room");
    }
}
