using ChatHub.Api.Accounts;
using ChatHub.Contracts;
using ChatHub.Domain.Moderation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace ChatHub.Api.Moderation;

/// <summary>Banning and muting: moderators act on members, owners on everyone but themselves.</summary>
[ApiController]
[Authorize]
[Route("/rooms/{room}")]
[Tags("Moderation")]
[Produces("application/json")]
[ProducesResponseType(StatusCodes.Status204NoContent)]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status401Unauthorized, "application/problem+json")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status403Forbidden, "application/problem+json")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict, "application/problem+json")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status503ServiceUnavailable, "application/problem+json")]
public sealed class ModerationController(ModerationService moderation) : ControllerBase
{
    /// <summary>Ends someone's membership and keeps them out, until a time or for good. They need not be a member.</summary>
    /// <response code="204">They are banned.</response>
    /// <response code="400"><c>invalid_request</c>.</response>
    /// <response code="403"><c>forbidden</c>: not a moderator, or they are of one's own role or a higher one; <c>banned</c>.</response>
    /// <response code="404"><c>room_not_found</c> or <c>user_not_found</c>.</response>
    /// <response code="409"><c>room_archived</c>.</response>
    /// <response code="429"><c>rate_limited</c>; <c>Retry-After</c> says when to try again.</response>
    /// <response code="503"><c>unavailable</c>.</response>
    [HttpPut("bans/{username}")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status429TooManyRequests, "application/problem+json")]
    public Task<IActionResult> Ban(string room, string username, [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] RestrictionDto? request)
        => RestrictAsync(RestrictionKind.Ban, room, username, request);

    /// <summary>Ends a ban; where there is none nothing changes.</summary>
    /// <response code="204">They are not banned.</response>
    /// <response code="403"><c>forbidden</c>: not a moderator; <c>banned</c>.</response>
    /// <response code="404"><c>room_not_found</c> or <c>user_not_found</c>.</response>
    /// <response code="409"><c>room_archived</c>.</response>
    /// <response code="429"><c>rate_limited</c>; <c>Retry-After</c> says when to try again.</response>
    /// <response code="503"><c>unavailable</c>.</response>
    [HttpDelete("bans/{username}")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status429TooManyRequests, "application/problem+json")]
    public Task<IActionResult> Unban(string room, string username) => LiftAsync(RestrictionKind.Ban, room, username);

    /// <summary>Keeps someone from speaking, until a time or for good; leaving and joining again does not help.</summary>
    /// <response code="204">They are muted.</response>
    /// <response code="400"><c>invalid_request</c>.</response>
    /// <response code="403"><c>forbidden</c>: not a moderator, or they are of one's own role or a higher one; <c>banned</c>.</response>
    /// <response code="404"><c>room_not_found</c> or <c>user_not_found</c>.</response>
    /// <response code="409"><c>room_archived</c>.</response>
    /// <response code="429"><c>rate_limited</c>; <c>Retry-After</c> says when to try again.</response>
    /// <response code="503"><c>unavailable</c>.</response>
    [HttpPut("mutes/{username}")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status429TooManyRequests, "application/problem+json")]
    public Task<IActionResult> Mute(string room, string username, [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] RestrictionDto? request)
        => RestrictAsync(RestrictionKind.Mute, room, username, request);

    /// <summary>Ends a mute; where there is none nothing changes.</summary>
    /// <response code="204">They are not muted.</response>
    /// <response code="403"><c>forbidden</c>: not a moderator; <c>banned</c>.</response>
    /// <response code="404"><c>room_not_found</c> or <c>user_not_found</c>.</response>
    /// <response code="409"><c>room_archived</c>.</response>
    /// <response code="429"><c>rate_limited</c>; <c>Retry-After</c> says when to try again.</response>
    /// <response code="503"><c>unavailable</c>.</response>
    [HttpDelete("mutes/{username}")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status429TooManyRequests, "application/problem+json")]
    public Task<IActionResult> Unmute(string room, string username) => LiftAsync(RestrictionKind.Mute, room, username);

    private async Task<IActionResult> RestrictAsync(RestrictionKind kind, string room, string username, RestrictionDto? request)
    {
        await moderation.RestrictAsync(User.ToCaller(), kind, new RestrictionRequest(room, username, request?.Until, request?.Reason));
        return NoContent();
    }

    private async Task<IActionResult> LiftAsync(RestrictionKind kind, string room, string username)
    {
        await moderation.LiftAsync(User.ToCaller(), kind, room, username);
        return NoContent();
    }
}
