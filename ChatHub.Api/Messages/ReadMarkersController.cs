using ChatHub.Api.Accounts;
using ChatHub.Contracts;
using ChatHub.Domain.Messages;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ChatHub.Api.Messages;

/// <summary>How far one has read.</summary>
[ApiController]
[Authorize]
[Tags("Messages")]
[Produces("application/json")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status401Unauthorized, "application/problem+json")]
public sealed class ReadMarkersController(ReadMarkerService markers) : ControllerBase
{
    /// <summary>Moves one's read marker forward; backwards it stays, and the answer says where.</summary>
    /// <response code="200">Where the marker stands.</response>
    /// <response code="400"><c>invalid_request</c>, also past the room's head.</response>
    /// <response code="403"><c>forbidden</c>: not a member; <c>banned</c>.</response>
    /// <response code="404"><c>room_not_found</c>.</response>
    /// <response code="429"><c>rate_limited</c>.</response>
    [HttpPut("/rooms/{room}/read")]
    [ProducesResponseType<ReadMarkerDto>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status403Forbidden, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status429TooManyRequests, "application/problem+json")]
    public async Task<ReadMarkerDto> MarkRead(string room, MarkReadRequest request)
        => ReadMarkerDto.From(await markers.MarkAsync(User.ToCaller(), room, request.Seq));
}
