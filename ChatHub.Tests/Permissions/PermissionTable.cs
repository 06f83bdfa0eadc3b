using static ChatHub.Tests.Permissions.Whom;

namespace ChatHub.Tests.Permissions;

/// <summary>
/// Who may do what, where: the whole of it. The columns are stranger, member, moderator, owner and banned, in a public room, a private one, a direct
/// conversation (of two plain members, nobody of whom can be banned) and an archived room.
/// </summary>
internal static class PermissionTable
{
    private const string Reading = "    ok  ok  ok  ok  ban | 404 ok  ok  ok  404 | 404 ok  -   -   -  | ok  ok  ok  ok  ban";
    private const string Speaking = "   403 ok  ok  ok  ban | 404 ok  ok  ok  404 | 404 ok  -   -   -  | 403 arc arc arc ban";
    private const string Joining = "    ok  ok  ok  ok  ban | 404 ok  ok  ok  404 | 404 ok  -   -   -  | arc ok  ok  ok  ban";
    private const string Leaving = "    ok  ok  ok  con ban | 404 ok  ok  con 404 | 404 403 -   -   -  | ok  ok  ok  con ban";
    private const string LeavingTwo = " ok  ok  ok  ok  ban | 404 ok  ok  ok  404 | 404 403 -   -   -  | ok  ok  ok  ok  ban";
    private const string Marking = "    403 ok  ok  ok  ban | 404 ok  ok  ok  404 | 404 ok  -   -   -  | 403 ok  ok  ok  ban";
    private const string Authoring = "  403 403 403 403 ban | 404 403 403 403 404 | 404 403 -   -   -  | 403 arc arc arc ban";
    private const string Deleting = "   403 403 ok  ok  ban | 404 403 ok  ok  404 | 404 403 -   -   -  | 403 arc arc arc ban";
    private const string Moderating = " 403 403 ok  ok  ban | 404 403 ok  ok  404 | 404 403 -   -   -  | 403 403 arc arc ban";
    private const string Conversing = " 403 403 ok  ok  ban | 404 403 ok  ok  404 | 404 ok  -   -   -  | 403 403 arc arc ban";
    private const string Readmitting = "403 403 con con ban | 404 403 con con 404 | 404 403 -   -   -  | 403 403 arc arc ban";
    private const string Owning = "     403 403 403 ok  ban | 404 403 403 ok  404 | 404 403 -   -   -  | 403 403 arc arc ban";
    private const string Nobody = "     403 403 403 403 ban | 404 403 403 403 404 | 404 403 -   -   -  | 403 403 arc arc ban";

    public static IEnumerable<Operation> Rows => Hub.Concat(Accounts).Concat(Rooms).Concat(Members).Concat(Messages).Concat(Moderation);

    private static IEnumerable<Operation> Hub =>
    [
        new("JoinRoom", Joining),
        new("LeaveRoom", Leaving),
        new("LeaveRoom: beside another owner", LeavingTwo) { Whom = Owner },
        new("Unfollow", Reading),
        new("SendMessage", Speaking),
        new("EditMessage: one's own", Speaking) { Whom = Self },
        new("EditMessage: a member's", Authoring) { Whom = Member },
        new("DeleteMessage: one's own", Speaking) { Whom = Self },
        new("DeleteMessage: a member's", Deleting) { Whom = Member },
        new("DeleteMessage: an owner's", Deleting) { Whom = Owner },
        new("AddReaction: to one's own message", Speaking) { Whom = Self },
        new("AddReaction: to a member's message", Speaking) { Whom = Member },
        new("RemoveReaction", Speaking) { Whom = Member },
        new("MarkRead", Marking),
        new("SetTyping", Speaking),
        new("SetLanguage", "ok"),
        // Everyone may, and nobody without a token: RenewTokenTests.
        new("RenewToken", "invalid_request"),
    ];

    private static IEnumerable<Operation> Accounts =>
    [
        new("GET /me", "ok"),
        new("PATCH /me", "ok") { Body = new { displayName = "Someone" } },
        new("POST /me/delete", "ok") { Body = new { password = Support.ChatServer.Password } },
        new("GET /me/sessions", "ok"),
        new("DELETE /me/sessions/{id}", "not_found"),
        new("PUT /me/password", "ok") { Body = new { currentPassword = Support.ChatServer.Password, newPassword = Support.ChatServer.Password } },
        new("GET /users/{username}", "ok"),
        new("GET /users", "ok") { Query = "?username={username}" },
        new("GET /languages", "ok"),
        new("GET /translation/usage", "403"),
    ];

    private static IEnumerable<Operation> Rooms =>
    [
        new("GET /rooms", "ok"),
        new("POST /rooms", "ok") { Body = new { room = "made-by-anyone" } },
        new("POST /rooms/direct", "ok") { Body = new { username = PermissionWorld.OutsiderName } },
        new("GET /rooms/{room}", Reading),
        new("PATCH /rooms/{room}: its title", Moderating) { Body = new { title = "Another title" } },
        new("PATCH /rooms/{room}: its visibility and slow mode", Moderating) { Body = new { visibility = "private", slowModeSeconds = 1 } },
        new("PATCH /rooms/{room}: who may translate", Conversing) { Body = new { translation = "local" } },
        new("GET /rooms/{room}/glossary", Reading),
        new("PUT /rooms/{room}/glossary", Conversing) { Body = new { items = new[] { new { term = "sprint" } } } },
        new("DELETE /rooms/{room}", "403 403 403 ok  ban | 404 403 403 ok  404 | 404 403 -   -   -  | 403 403 403 ok  ban"),
    ];

    private static IEnumerable<Operation> Members =>
    [
        new("GET /rooms/{room}/members", Reading),
        new("PUT /rooms/{room}/members/{username}: oneself", Joining) { Whom = Self },
        new("PUT /rooms/{room}/members/{username}: oneself, as a member", "ok  ok  403 con ban | 404 ok  403 con 404 | 404 ok  -   -   -  | arc ok  arc arc ban") { Whom = Self, Body = new { role = "member" } },
        new("PUT /rooms/{room}/members/{username}: oneself, as an owner", "403 403 403 ok  ban | 404 403 403 ok  404 | 404 403 -   -   -  | 403 403 arc ok  ban") { Whom = Self, Body = new { role = "owner" } },
        new("PUT /rooms/{room}/members/{username}: an outsider", Moderating),
        new("PUT /rooms/{room}/members/{username}: an outsider, as a moderator", Owning) { Body = new { role = "moderator" } },
        new("PUT /rooms/{room}/members/{username}: someone banned", Readmitting) { Whom = Banned },
        new("PUT /rooms/{room}/members/{username}: a member, as they are", Moderating) { Whom = Member },
        new("PUT /rooms/{room}/members/{username}: a member, as a moderator", Owning) { Whom = Member, Body = new { role = "moderator" } },
        new("PUT /rooms/{room}/members/{username}: a moderator, as a member", Owning) { Whom = Moderator, Body = new { role = "member" } },
        new("PUT /rooms/{room}/members/{username}: an owner, as a member", Owning) { Whom = Owner, Body = new { role = "member" } },
        new("DELETE /rooms/{room}/members/{username}: oneself", Leaving) { Whom = Self },
        new("DELETE /rooms/{room}/members/{username}: an outsider", Moderating),
        new("DELETE /rooms/{room}/members/{username}: a member", Moderating) { Whom = Member },
        new("DELETE /rooms/{room}/members/{username}: a moderator", Owning) { Whom = Moderator },
        new("DELETE /rooms/{room}/members/{username}: an owner", Owning) { Whom = Owner },
    ];

    private static IEnumerable<Operation> Messages =>
    [
        new("PUT /rooms/{room}/read", Marking) { Body = new { seq = 1 } },
        new("GET /rooms/{room}/events", Reading),
        new("GET /rooms/{room}/messages", Reading),
        new("POST /rooms/{room}/messages", Speaking) { Body = new { text = "hello" } },
        new("GET /rooms/{room}/messages/{id}", Reading) { Whom = Member },
        new("PATCH /rooms/{room}/messages/{id}: one's own", Speaking) { Whom = Self, Body = new { text = "other words" } },
        new("PATCH /rooms/{room}/messages/{id}: a member's", Authoring) { Whom = Member, Body = new { text = "other words" } },
        new("DELETE /rooms/{room}/messages/{id}: one's own", Speaking) { Whom = Self },
        new("DELETE /rooms/{room}/messages/{id}: a member's", Deleting) { Whom = Member },
        new("DELETE /rooms/{room}/messages/{id}: an owner's", Deleting) { Whom = Owner },
        new("PUT /rooms/{room}/messages/{id}/reactions/{emoji}", Speaking) { Whom = Member },
        new("DELETE /rooms/{room}/messages/{id}/reactions/{emoji}", Speaking) { Whom = Member },
        new("GET /search", "ok") { Query = "?q=hello" },
        new("GET /search: in a room", Reading) { Query = "?q=hello&room={room}" },
    ];

    private static IEnumerable<Operation> Moderation => new[] { "bans", "mutes" }.SelectMany(kind => new Operation[]
    {
        new($"PUT /rooms/{{room}}/{kind}/{{username}}: oneself", Nobody) { Whom = Self },
        new($"PUT /rooms/{{room}}/{kind}/{{username}}: an outsider", Moderating),
        new($"PUT /rooms/{{room}}/{kind}/{{username}}: a member", Moderating) { Whom = Member },
        new($"PUT /rooms/{{room}}/{kind}/{{username}}: a moderator", Owning) { Whom = Moderator },
        new($"PUT /rooms/{{room}}/{kind}/{{username}}: an owner", Owning) { Whom = Owner },
        new($"DELETE /rooms/{{room}}/{kind}/{{username}}: oneself", Nobody) { Whom = Self },
        new($"DELETE /rooms/{{room}}/{kind}/{{username}}: a member", Moderating) { Whom = kind == "bans" ? Banned : Muted },
        new($"DELETE /rooms/{{room}}/{kind}/{{username}}: a moderator", Owning) { Whom = Moderator },
        new($"DELETE /rooms/{{room}}/{kind}/{{username}}: an owner", Owning) { Whom = Owner },
    });
}
