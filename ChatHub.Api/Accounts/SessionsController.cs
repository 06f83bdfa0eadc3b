using ChatHub.Contracts;
using ChatHub.Domain.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ChatHub.Api.Accounts;

/// <summary>Where one is logged in.</summary>
[ApiController]
[Authorize]
[Tags("Accounts")]
[Produces("application/json")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status401Unauthorized, "application/problem+json")]
public sealed class SessionsController(SessionService sessions, PasswordService passwords) : ControllerBase
{
    /// <summary>One's own sessions, the last used first.</summary>
    /// <response code="200">The sessions.</response>
    [HttpGet("/me/sessions")]
    [ProducesResponseType<ItemsDto<SessionDto>>(StatusCodes.Status200OK)]
    public async Task<ItemsDto<SessionDto>> GetSessions(CancellationToken cancel)
    {
        var caller = User.ToCaller();
        return new((await sessions.ListAsync(caller, cancel)).Select(session => SessionDto.From(session, caller)).ToList());
    }

    /// <summary>Ends one of one's own sessions: its tokens stop working, and its live connections close.</summary>
    /// <response code="204">The session has ended.</response>
    /// <response code="404"><c>not_found</c>: one has no such session.</response>
    [HttpDelete("/me/sessions/{id}")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json")]
    public async Task<IActionResult> EndSession(string id)
    {
        await sessions.EndAsync(User.ToCaller(), id);
        return NoContent();
    }

    /// <summary>Sets another password. Every other session ends.</summary>
    /// <response code="204">The password is changed.</response>
    /// <response code="400"><c>invalid_request</c>.</response>
    /// <response code="401"><c>invalid_credentials</c>: the current password is wrong.</response>
    /// <response code="409"><c>conflict</c>: this account has no password.</response>
    /// <response code="429"><c>too_many_attempts</c>.</response>
    [HttpPut("/me/password")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status429TooManyRequests, "application/problem+json")]
    public async Task<IActionResult> ChangePassword(PasswordRequest request, CancellationToken cancel)
    {
        await passwords.ChangeAsync(User.ToCaller(), request.CurrentPassword, request.NewPassword, cancel);
        return NoContent();
    }
}
