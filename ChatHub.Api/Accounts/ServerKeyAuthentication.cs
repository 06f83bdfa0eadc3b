using System.Security.Claims;
using System.Text.Encodings.Web;
using ChatHub.Api.Errors;
using ChatHub.Domain.Accounts;
using ChatHub.Domain.Accounts.Throttling;
using ChatHub.Domain.Errors;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace ChatHub.Api.Accounts;

/// <summary>
/// Lets in the backend of an app that brings its own users, by a server key as a bearer token. A request that has an <c>Origin</c> comes from a page, where no
/// such key may be, and is refused whatever it carries.
/// </summary>
internal sealed class ServerKeyAuthentication(
    ServerKeys keys, LoginThrottle throttle, IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string Name = "ServerKey";

    private const string Prefix = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers.Origin.Count > 0)
            throw new RefusedException(ErrorCatalogue.Forbidden, "A server key belongs into a backend: requests from pages are refused.");
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            return AuthenticateResult.NoResult();
        // A key that is good is let in whatever others have tried from its address.
        if (!keys.Include(header[Prefix.Length..].Trim()))
        {
            await throttle.CountServerKeyAsync(RequestClient.Of(Context));
            return AuthenticateResult.Fail("The server key is not valid.");
        }

        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity(Name)), Name));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        await Problems.WriteAsync(Context, (await HandleAuthenticateOnceSafeAsync()).Failure is null ? ErrorCatalogue.Unauthenticated : ErrorCatalogue.InvalidToken);
    }
}
