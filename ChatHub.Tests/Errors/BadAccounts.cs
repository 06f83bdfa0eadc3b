using static ChatHub.Tests.Errors.BadRequest;

namespace ChatHub.Tests.Errors;

/// <summary>Signing up, logging in, and the own profile.</summary>
internal static class BadAccounts
{
    private const string Good = "\"password\":\"correct horse battery staple\"";

    private static readonly string[] BadNames =
    [
        "", " ", "two words", "new\\u0000user", "new\\nuser", "new\\tuser", "new\\u007fuser", "new/user", "new@user", "<b>", "emoji😀", "new\\u200buser",
        "new\\u202euser", "new\\ufffduser", "user\\ufe0f", "\\u3164", "n\\u0435w-user", ".", "..", "system", "Admin", "deleted-user", new('n', 65), new('n', 300), new('字', 65),
    ];

    private static readonly (string What, string Json)[] BadPasswords =
    [
        ("missing", ""), ("null", ",\"password\":null"), ("empty", ",\"password\":\"\""), ("of 7 characters", ",\"password\":\"1234567\""),
        ("of 7 characters in 14 units", $",\"password\":\"{string.Concat(Enumerable.Repeat("😀", 7))}\""),
        ("of 257 characters", $",\"password\":\"{new string('p', 257)}\""), ("a number", ",\"password\":12345678"), ("with a lone surrogate", ",\"password\":\"\\ud800 long enough\""),
    ];

    private static readonly (string What, string Json)[] BadNewPasswords =
    [
        ("that everyone has", "\"password\":\"password1\""), ("that is long, and everyone has", "\"password\":\"passwordpassword\""), ("that is the username", "\"password\":\"new-user\""),
        ("that is the product's name", "\"password\":\"ChatHub-ChatHub\""), ("that is the display name", "\"password\":\"Nikola of the New\",\"displayName\":\"Nikola of the New\""),
    ];

    private static readonly string[] BadDisplayNames = ["\"\"", "\"   \"", "\"a\\u0000b\"", "\"a\\nb\"", "\"\\u0085x\\u001b[0m\"", "\"\\ud800\"", "\"\\u200b\"", "\"\\u3164 \\ufe0f\"", "\"Ana\\u202enimda\"", "\"\\u2067Ana\\u2069\"", "5", $"\"{new string('d', 129)}\""];

    private static readonly string[] BadLanguages = ["\"\"", "\"e\"", "\"english\"", "\"es_MX\"", "\"es-\"", "\"es \"", "\"es\\n\"", "\"\\ud800\"", "7", $"\"{new string('e', 300)}\""];

    public static IEnumerable<BadRequest> Rows =>
    [
        .. BadNames.Select(name => Signup($"the username '{name}'", $$"""{"username":"{{name}}",{{Good}}}""", "username")),
        Signup("no username", $$"""{{{Good}}}""", "username"),
        Signup("null for a username", $$"""{"username":null,{{Good}}}""", "username"),
        .. BadPasswords.Select(password => Signup($"a password {password.What}", $$"""{"username":"new-user"{{password.Json}}}""", "password")),
        .. BadNewPasswords.Select(password => Signup($"a password {password.What}", $$"""{"username":"new-user",{{password.Json}}}""", "password")),
        .. BadDisplayNames.Select(name => Signup($"the display name {name}", $$"""{"username":"new-user",{{Good}},"displayName":{{name}}}""", "displayName")),
        .. BadLanguages.Select(tag => Signup($"the language {tag}", $$"""{"username":"new-user",{{Good}},"language":{{tag}}}""", "language")),
        Signup("every field wrong", """{"username":"a b","password":"short","displayName":"","language":"?"}""", "username", "password", "displayName", "language"),
        Signup("nothing in it", "{}", "username", "password"),
        Signup("a taken username", $$"""{"username":"owner",{{Good}}}""") with { Status = 409, Code = "username_taken" },
        Signup("a taken username in other letters", $$"""{"username":"OWNER",{{Good}}}""") with { Status = 409, Code = "username_taken" },
        .. BadPasswords.Select(password => Login($"a password {password.What}", $$"""{"username":"owner"{{password.Json}}}""", "password")),
        Login("no username", $$"""{{{Good}}}""", "username"),
        Login("nothing in it", "{}", "username", "password"),
        Login("a password that could not be chosen", """{"username":"owner","password":"password"}""") with { Status = 401, Code = "invalid_credentials" },
        Login("a wrong password", $$"""{"username":"owner",{{Good}}}""") with { Status = 401, Code = "invalid_credentials" },
        Login("a user that does not exist", $$"""{"username":"nobody",{{Good}}}""") with { Status = 401, Code = "invalid_credentials" },
        Login("a name that nobody can have", $$"""{"username":"no body\u0000",{{Good}}}""") with { Status = 401, Code = "invalid_credentials" },
        .. BadDisplayNames.Select(name => Invalid($"the display name {name}", As.Owner, "PATCH", "/me", $$"""{"displayName":{{name}}}""", "displayName")),
        .. BadLanguages.Select(tag => Invalid($"the language {tag}", As.Owner, "PATCH", "/me", $$"""{"language":{{tag}}}""", "language")),
        Invalid("no refresh token", As.Nobody, "POST", "/refresh", "{}", "refreshToken"),
        Invalid("null for a refresh token", As.Nobody, "POST", "/refresh", """{"refreshToken":null}""", "refreshToken"),
        Invalid("a number for a refresh token", As.Nobody, "POST", "/refresh", """{"refreshToken":7}""", "refreshToken"),
        Invalid("a made up refresh token", As.Nobody, "POST", "/refresh", """{"refreshToken":"made up"}""") with { Status = 401, Code = "invalid_token" },
        Invalid("a refresh token with a lone surrogate", As.Nobody, "POST", "/refresh", """{"refreshToken":"\ud800"}""", "refreshToken"),
        Invalid("a made up refresh token", As.Nobody, "POST", "/logout", """{"refreshToken":"made up"}""") with { Status = 401, Code = "invalid_token" },
        Invalid("neither token", As.Nobody, "POST", "/logout", "{}") with { Status = 401, Code = "unauthenticated" },
        .. BadPasswords.Select(password => Invalid($"a new password {password.What}", As.Owner, "PUT", "/me/password", $$"""{"currentPassword":"long enough"{{password.Json.Replace("password", "newPassword", StringComparison.Ordinal)}}}""", "newPassword")),
        .. BadPasswords.Select(password => Invalid($"a current password {password.What}", As.Owner, "PUT", "/me/password", $$"""{"newPassword":"staple battery horse"{{password.Json.Replace("password", "currentPassword", StringComparison.Ordinal)}}}""", "currentPassword")),
        Invalid("a wrong current password", As.Owner, "PUT", "/me/password", """{"currentPassword":"long enough","newPassword":"staple battery horse"}""") with { Status = 401, Code = "invalid_credentials" },
        Invalid("an easily guessed new password", As.Owner, "PUT", "/me/password", $$"""{"currentPassword":"{{Support.ChatServer.Password}}","newPassword":"password1"}""", "newPassword"),
        new("a session that is not there", As.Owner, "DELETE", "/me/sessions/nobodys", 404, "not_found"),
        Invalid("no server key", As.Nobody, "POST", "/sessions", """{"username":"new-user"}""") with { Status = 401, Code = "unauthenticated" },
        Invalid("an access token for a server key", As.Admin, "POST", "/sessions", """{"username":"new-user"}""") with { Status = 401, Code = "invalid_token" },
        new("no server key", As.Nobody, "DELETE", "/users/owner/sessions", 401, "unauthenticated"),
        new("an access token for a server key", As.Admin, "DELETE", "/users/owner/sessions", 401, "invalid_token"),
        Invalid("no username", As.App, "POST", "/sessions", "{}", "username"),
        .. BadNames.Select(name => Invalid($"the username '{name}'", As.App, "POST", "/sessions", $$"""{"username":"{{name}}"}""", "username")),
        .. BadDisplayNames.Select(name => Invalid($"the display name {name}", As.App, "POST", "/sessions", $$"""{"username":"new-user","displayName":{{name}}}""", "displayName")),
        .. BadLanguages.Select(tag => Invalid($"the language {tag}", As.App, "POST", "/sessions", $$"""{"username":"new-user","language":{{tag}}}""", "language")),
        Invalid("an Origin", As.App, "POST", "/sessions", """{"username":"new-user"}""") with { Status = 403, Code = "forbidden", Origin = "http://localhost" },
        new("a user who does not exist", As.App, "DELETE", "/users/nobody/sessions", 404, "user_not_found"),
        Invalid("one good field and one bad", As.Owner, "PATCH", "/me", """{"displayName":"Good","language":"?"}""", "language"),
    ];

    private static BadRequest Signup(string what, string body, params string[] fields) => Invalid(what, As.Nobody, "POST", "/signup", body, fields);

    private static BadRequest Login(string what, string body, params string[] fields) => Invalid(what, As.Nobody, "POST", "/login", body, fields);
}
