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

    public static ClaimsPrincipal ToPrincipal(Caller caller) => new(new ClaimsIdentity(
        [
            new Claim(UserId, caller.UserId.ToString(CultureInfo.InvariantCulture)),
            new Claim(Username, caller.Username),
            new Claim(SessionId, caller.SessionId),
        ],
        authenticationType: "Bearer", nameType: UserId, roleType: null));

    public static Caller ToCaller(this ClaimsPrincipal principal) => new(
        long.Parse(principal.FindFirstValue(UserId)!, CultureInfo.InvariantCulture), principal.FindFirstValue(Username)!, principal.FindFirstValue(SessionId)!);
}
