using System.Net.Http.Json;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Permissions;

/// <summary>A fresh room, in which one call is about to be made.</summary>
/// <param name="Room">Its name.</param>
/// <param name="Maker">Who made it, and can see it whatever happens.</param>
/// <param name="Caller">Who calls.</param>
/// <param name="Target">The name of the person whom the call is about.</param>
/// <param name="MessageId">The message that the call is about; 0 for none.</param>
internal sealed record Scene(string Room, TestUser Maker, TestUser Caller, string Target, long MessageId)
{
    public static Task<Scene> MakeAsync(PermissionWorld world, Operation operation, Place place, Standing standing)
        => place == Place.Direct ? MakeDirectAsync(world, operation, standing) : MakeRoomAsync(world, operation, place, standing);

    /// <summary>The seq of the room's newest event.</summary>
    public async Task<long> HeadAsync() => (await Maker.Http.GetJsonAsync($"/rooms/{Room}")).GetProperty("head").GetInt64();

    private static async Task<Scene> MakeDirectAsync(PermissionWorld world, Operation operation, Standing standing)
    {
        var (maker, other) = await world.NewPairAsync();
        var room = (await maker.Http.PostAsJsonAsync("/rooms/direct", new { username = other.Username }).JsonAsync()).GetProperty("room").GetString()!;
        var caller = standing == Standing.Stranger ? world.Caller(standing) : other;
        var target = operation.Whom switch
        {
            Whom.Self => caller,
            Whom.Outsider or Whom.Banned => world.Outsider,
            _ => maker,
        };
        var author = operation.Whom == Whom.Self && standing == Standing.Member ? caller : maker;
        return new Scene(room, maker, caller, target.Username, operation.NeedsMessage ? await PostAsync(author, room) : 0);
    }

    private static async Task<Scene> MakeRoomAsync(PermissionWorld world, Operation operation, Place place, Standing standing)
    {
        var (maker, caller) = (world.Caller(Standing.Owner), world.Caller(standing));
        var room = await maker.NewRoomAsync(place == Place.Private ? "private" : "public");
        // Who is a stranger or banned now has been a member and has written, where the call is about a message of the caller's own.
        var isAuthor = operation.NeedsMessage && operation.Whom == Whom.Self;
        if (caller != maker && (standing != Standing.Stranger || isAuthor))
            await SucceedAsync(maker, HttpMethod.Put, $"/rooms/{room}/members/{caller.Username}", new { role = standing == Standing.Moderator ? "moderator" : "member" });
        var target = operation.Whom switch { Whom.Self => caller, Whom.Outsider => world.Outsider, _ => world.Target };
        if (target == world.Target)
            await PlaceTargetAsync(maker, room, operation.Whom, target.Username);
        var message = operation.NeedsMessage ? await PostAsync(target == world.Outsider ? maker : target, room) : 0;

        if (standing == Standing.Stranger && isAuthor)
            await SucceedAsync(caller, HttpMethod.Delete, $"/rooms/{room}/members/{caller.Username}");
        if (standing == Standing.Banned)
            await SucceedAsync(maker, HttpMethod.Put, $"/rooms/{room}/bans/{caller.Username}");
        if (place == Place.Archived)
            await SucceedAsync(maker, HttpMethod.Delete, $"/rooms/{room}");
        return new Scene(room, maker, caller, target.Username, message);
    }

    private static async Task PlaceTargetAsync(TestUser maker, string room, Whom whom, string target)
    {
        var role = whom switch { Whom.Moderator => "moderator", Whom.Owner => "owner", _ => "member" };
        await SucceedAsync(maker, HttpMethod.Put, $"/rooms/{room}/members/{target}", new { role });
        if (whom is Whom.Banned or Whom.Muted)
            await SucceedAsync(maker, HttpMethod.Put, $"/rooms/{room}/{(whom == Whom.Banned ? "bans" : "mutes")}/{target}");
    }

    private static async Task<long> PostAsync(TestUser author, string room)
        => (await author.Http.PostAsJsonAsync($"/rooms/{room}/messages", new { text = "hello" }).JsonAsync()).GetProperty("id").GetInt64();

    private static async Task SucceedAsync(TestUser user, HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        (await user.Http.SendAsync(request)).EnsureSuccessStatusCode();
    }
}
