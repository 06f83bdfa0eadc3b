using ChatHub.Api.Accounts;
using ChatHub.Api.Realtime;
using ChatHub.Api.Wire;
using ChatHub.Domain.Accounts;
using ChatHub.Domain.Errors;
using ChatHub.Domain.Rooms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ChatHub.Api.Rooms;

/// <summary>Who is in a room; joining and leaving.</summary>
[ApiController]
[Authorize]
[Route("/rooms/{room}/members")]
[Tags("Rooms")]
[Produces("application/json")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status401Unauthorized, "application/problem+json")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json")]
public sealed class MembersController(MembershipService membership, ConnectionRegistry connections) : ControllerBase
{
    /// <summary>A room's members, in the order of their accounts.</summary>
    /// <param name="room">The room's name.</param>
    /// <param name="cursor">The <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 200 members; 100 if left out.</param>
    /// <param name="cancel">Ends with the request.</param>
    /// <response code="200">A page of members.</response>
    /// <response code="400"><c>invalid_request</c>.</response>
    /// <response code="404"><c>room_not_found</c>.</response>
    [HttpGet]
    [ProducesResponseType<ItemsDto<MemberDto>>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest, "application/problem+json")]
    public async Task<ItemsDto<MemberDto>> List(string room, string? cursor, int? limit, CancellationToken cancel)
        => ItemsDto.From(await membership.ListAsync(User.ToCaller(), room, cursor, limit, cancel), ToDto);

    /// <summary>Joins a public room, under one's own name; joining again changes nothing.</summary>
    /// <response code="200">One's place in the room.</response>
    /// <response code="403"><c>forbidden</c>: the name is another's.</response>
    /// <response code="404"><c>room_not_found</c>.</response>
    [HttpPut("{username}")]
    [ProducesResponseType<MemberDto>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status403Forbidden, "application/problem+json")]
    public async Task<MemberDto> Join(string room, string username, CancellationToken cancel)
    {
        var view = await membership.JoinAsync(RequireSelf(username), room, cancel);
        return ToDto(view.Membership!);
    }

    /// <summary>Leaves a room, under one's own name.</summary>
    /// <response code="204">The membership has ended.</response>
    /// <response code="403"><c>forbidden</c>: the name is another's.</response>
    /// <response code="404"><c>room_not_found</c>.</response>
    /// <response code="409"><c>conflict</c>: the last owner cannot leave.</response>
    [HttpDelete("{username}")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status403Forbidden, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict, "application/problem+json")]
    public async Task<IActionResult> Leave(string room, string username)
    {
        await membership.LeaveAsync(RequireSelf(username), room);
        return NoContent();
    }

    private MemberDto ToDto(RoomMember member) => MemberDto.From(member, connections.IsOnline(member.UserId));

    private Caller RequireSelf(string username)
    {
        var caller = User.ToCaller();
        return Username.TryParse(username, out var name) && name.Key == Username.KeyOf(caller.Username)
            ? caller
            : throw new RefusedException(ErrorCatalogue.Forbidden, "Only one's own place in a room can be changed in this version.");
    }
}
