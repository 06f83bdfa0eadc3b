using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Embed;

/// <summary>What comes from the app's own sign-in form.</summary>
internal sealed record SignIn(string? Name, string? Password);

/// <summary>Somebody whom the app knows.</summary>
internal sealed record AppUser(string Name, string FullName, string? Language)
{
    public ClaimsPrincipal ToPrincipal() => new(new ClaimsIdentity([new Claim(ClaimTypes.Name, Name)], CookieAuthenticationDefaults.AuthenticationScheme));
}

/// <summary>In the place of the app's own users: two who are let in with a password that is no secret. Put yours here.</summary>
internal static class AppUsers
{
    private const string Password = "sample";

    private static readonly AppUser[] All = [new("ada", "Ada Lovelace", "en"), new("luis", "Luis Borges", "es")];

    public static AppUser? Find(string? name, string? password) => password == Password ? All.FirstOrDefault(user => user.Name == name) : null;

    public static AppUser Get(string name) => All.Single(user => user.Name == name);
}
