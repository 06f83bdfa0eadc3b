using System.Globalization;
using System.Security.Claims;
using ChatHub.Domain.Accounts;

namespace ChatHub.Api.Accounts;

/// <summary>A <see cref="Caller"/> as the framework carries it with a request or connection.</summary>
internal static class CallerClaims
{
    private const string UserId = "sub";
    private const string Username = "name";
    private const string SessionId = "sid";
    private const string Expires = "exp";

    public static ClaimsPrincipal ToPrincipal(Caller caller, DateTimeOffset expiresAt) => new(new ClaimsIdentity(
        [
            new Claim(UserId, caller.UserId.ToString(CultureInfo.InvariantCulture)),
            new Claim(Username, caller.Username),
            new Claim(SessionId, caller.SessionId),
            new Claim(Expires, expiresAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
        ],
        authenticationType: "Bearer", nameType: UserId, roleType: null));

    /// <summary>When the token that the caller has come with expires.</summary>
    public static DateTimeOffset ToExpiry(this ClaimsPrincipal principal)
        => DateTimeOffset.FromUnixTimeSeconds(long.Parse(principal.FindFirstValue(Expires)!, CultureInfo.InvariantCulture));

    public static Caller ToCaller(this ClaimsPrincipal principal) => new(
        long.Parse(principal.FindFirstValue(UserId)!, CultureInfo.InvariantCulture), principal.FindFirstValue(Username)!, principal.FindFirstValue(SessionId)!);
}
