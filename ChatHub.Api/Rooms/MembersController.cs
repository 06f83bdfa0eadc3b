using ChatHub.Api.Accounts;
using ChatHub.Api.Presence;
using ChatHub.Api.Wire;
using ChatHub.Contracts;
using ChatHub.Domain.Rooms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace ChatHub.Api.Rooms;

/// <summary>Who is in a room; joining, adding, leaving, removing, and roles.</summary>
[ApiController]
[Authorize]
[Route("/rooms/{room}/members")]
[Tags("Rooms")]
[Produces("application/json")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status401Unauthorized, "application/problem+json")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status403Forbidden, "application/problem+json")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json")]
public sealed class MembersController(MembershipService membership, PresenceTracker presence) : ControllerBase
{
    /// <summary>A room's members, in the order of their accounts.</summary>
    /// <param name="room">The room's name.</param>
    /// <param name="cursor">The <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 200 members; 100 if left out.</param>
    /// <param name="cancel">Ends with the request.</param>
    /// <response code="200">A page of members.</response>
    /// <response code="400"><c>invalid_request</c>.</response>
    /// <response code="403"><c>banned</c>.</response>
    /// <response code="404"><c>room_not_found</c>.</response>
    [HttpGet]
    [ProducesResponseType<ItemsDto<MemberDto>>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest, "application/problem+json")]
    public async Task<ItemsDto<MemberDto>> List(string room, string? cursor, int? limit, CancellationToken cancel)
    {
        var (members, isMember) = await membership.ListAsync(User.ToCaller(), room, cursor, limit, cancel);
        // Presence is between people who share a room.
        return ItemsDto.From(members, member => MemberDto.From(member, isMember && presence.IsOnline(member.UserId)));
    }

    /// <summary>
    /// With one's own name: joins a public room. With another's, as a moderator: adds them, which in a private room is an invitation. With a <c>role</c>, as
    /// an owner: gives it. What is so already changes nothing.
    /// </summary>
    /// <response code="200">Their place in the room.</response>
    /// <response code="400"><c>invalid_request</c>.</response>
    /// <response code="403"><c>forbidden</c>, <c>banned</c>.</response>
    /// <response code="404"><c>room_not_found</c> or <c>user_not_found</c>.</response>
    /// <response code="409"><c>conflict</c>: the last owner must stay one, the user is banned, or the caller would join one room too many; <c>room_archived</c>.</response>
    /// <response code="429"><c>rate_limited</c>; <c>Retry-After</c> says when to try again.</response>
    [HttpPut("{username}")]
    [ProducesResponseType<MemberDto>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status429TooManyRequests, "application/problem+json")]
    public async Task<MemberDto> Set(
        string room, string username, [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] SetMemberRequest? request, CancellationToken cancel)
    {
        var member = await membership.SetAsync(User.ToCaller(), room, username, request?.Role, cancel);
        return MemberDto.From(member, presence.IsOnline(member.UserId));
    }

    /// <summary>With one's own name: leaves the room. With another's, as a moderator: removes them; they may come back. What has ended already changes nothing.</summary>
    /// <response code="204">The membership has ended.</response>
    /// <response code="403"><c>forbidden</c>, <c>banned</c>.</response>
    /// <response code="404"><c>room_not_found</c> or <c>user_not_found</c>.</response>
    /// <response code="409"><c>conflict</c>: the last owner cannot leave; <c>room_archived</c>, when removing another.</response>
    /// <response code="429"><c>rate_limited</c>; <c>Retry-After</c> says when to try again.</response>
    [HttpDelete("{username}")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status429TooManyRequests, "application/problem+json")]
    public async Task<IActionResult> Remove(string room, string username)
    {
        await membership.RemoveAsync(User.ToCaller(), room, username);
        return NoContent();
    }
}
