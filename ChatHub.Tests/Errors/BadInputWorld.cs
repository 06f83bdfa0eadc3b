using System.Net.Http.Json;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Errors;

/// <summary>Who makes a bad call.</summary>
public enum As
{
    /// <summary>No token.</summary>
    Nobody,

    /// <summary>Owns the rooms <c>open</c> and <c>secret</c>.</summary>
    Owner,

    /// <summary>Is in no room.</summary>
    Stranger,
}

/// <summary>A server with one message in the public room <c>open</c>, and a private room <c>secret</c>.</summary>
public sealed class BadInputWorld : IAsyncLifetime
{
    public ChatServer Server { get; } = new();

    public TestUser Owner { get; private set; } = null!;

    public TestUser Stranger { get; private set; } = null!;

    private HttpClient Nobody { get; set; } = null!;

    public async Task InitializeAsync()
    {
        Nobody = Server.NewHttp();
        Owner = await Server.NewUserAsync("owner");
        Stranger = await Server.NewUserAsync("stranger");
        foreach (var room in new[] { (object)new { room = "open" }, new { room = "secret", visibility = "private" } })
            (await Owner.Http.PostAsJsonAsync("/rooms", room)).EnsureSuccessStatusCode();
        (await Owner.Http.PostAsJsonAsync("/rooms/open/messages", new { text = "first", clientMessageId = "used" })).EnsureSuccessStatusCode();
    }

    public HttpClient Http(As who) => who switch
    {
        As.Owner => Owner.Http,
        As.Stranger => Stranger.Http,
        _ => Nobody,
    };

    public TestUser User(As who) => who == As.Owner ? Owner : Stranger;

    public async Task DisposeAsync() => await Server.DisposeAsync();
}
