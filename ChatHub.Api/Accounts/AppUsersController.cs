using ChatHub.Api.Wire;
using ChatHub.Contracts;
using ChatHub.Domain.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ChatHub.Api.Accounts;

/// <summary>For the backends of apps that bring their own users: with a server key, not with an access token, and never from a page.</summary>
[ApiController]
[Authorize(AuthenticationSchemes = ServerKeyAuthentication.Name)]
[Tags("Apps")]
[Produces("application/json")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status401Unauthorized, "application/problem+json")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status403Forbidden, "application/problem+json")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status429TooManyRequests, "application/problem+json")]
public sealed class AppUsersController(AppUserService people) : ControllerBase
{
    /// <summary>Opens a session for a person whom the app has signed in. The account is made when it is new, without a password.</summary>
    /// <response code="200">An access token, and a refresh token to get the next one.</response>
    /// <response code="400"><c>invalid_request</c>.</response>
    /// <response code="401"><c>unauthenticated</c>, <c>invalid_token</c>: no server key, or a wrong one.</response>
    /// <response code="403"><c>forbidden</c>: the request comes from a page.</response>
    /// <response code="409"><c>username_taken</c>: the name was that of a deleted account.</response>
    /// <response code="429"><c>too_many_attempts</c> with wrong keys.</response>
    [HttpPost("/sessions")]
    [ProducesResponseType<LoginAnswer>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict, "application/problem+json")]
    public async Task<LoginAnswer> OpenSession(AppSessionRequest request, CancellationToken cancel)
    {
        var login = await people.OpenAsync(new AppUser(request.Username, request.DisplayName.ToDomain(), request.Language.ToDomain()), RequestClient.Of(HttpContext), cancel);
        Response.Headers.CacheControl = "no-store";
        return LoginAnswer.From(login);
    }

    /// <summary>Ends all sessions of a person, for instance when the app signs them out. Their tokens stop working, and their live connections close.</summary>
    /// <response code="204">The sessions have ended.</response>
    /// <response code="401"><c>unauthenticated</c>, <c>invalid_token</c>: no server key, or a wrong one.</response>
    /// <response code="403"><c>forbidden</c>: the request comes from a page.</response>
    /// <response code="404"><c>user_not_found</c>.</response>
    /// <response code="429"><c>too_many_attempts</c> with wrong keys.</response>
    [HttpDelete("/users/{username}/sessions")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json")]
    public async Task<IActionResult> EndSessions(string username, CancellationToken cancel)
    {
        await people.EndAllAsync(username, cancel);
        return NoContent();
    }
}
