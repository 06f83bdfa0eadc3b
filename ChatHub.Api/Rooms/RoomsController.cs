using ChatHub.Api.Accounts;
using ChatHub.Api.Wire;
using ChatHub.Contracts;
using ChatHub.Domain.Rooms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ChatHub.Api.Rooms;

/// <summary>Making, finding, reading, changing and archiving rooms.</summary>
[ApiController]
[Authorize]
[Route("/rooms")]
[Tags("Rooms")]
[Produces("application/json")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status401Unauthorized, "application/problem+json")]
public sealed class RoomsController(RoomService rooms) : ControllerBase
{
    /// <summary>The rooms that the caller is in, and the public ones, by name.</summary>
    /// <param name="cursor">The <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 200 rooms; 100 if left out.</param>
    /// <param name="cancel">Ends with the request.</param>
    /// <response code="200">A page of rooms.</response>
    /// <response code="400"><c>invalid_request</c>.</response>
    [HttpGet]
    [ProducesResponseType<ItemsDto<RoomDto>>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest, "application/problem+json")]
    public async Task<ItemsDto<RoomDto>> List(string? cursor, int? limit, CancellationToken cancel)
        => ItemsDto.From(await rooms.ListAsync(User.ToCaller(), cursor, limit, cancel), RoomDto.From);

    /// <summary>Makes a room; the caller becomes its owner.</summary>
    /// <response code="201">The room.</response>
    /// <response code="400"><c>invalid_request</c>.</response>
    /// <response code="409"><c>room_taken</c>; <c>conflict</c>: the caller is in as many rooms as may be.</response>
    /// <response code="429"><c>rate_limited</c>; <c>Retry-After</c> says when to try again.</response>
    [HttpPost]
    [ProducesResponseType<RoomDto>(StatusCodes.Status201Created)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status429TooManyRequests, "application/problem+json")]
    public async Task<ActionResult<RoomDto>> Create(CreateRoomRequest request)
    {
        var view = await rooms.CreateAsync(User.ToCaller(), new NewRoom(request.Room, request.Title, request.Topic, request.Visibility));
        return Created($"/rooms/{view.Room.Name}", RoomDto.From(view));
    }

    /// <summary>Opens the one direct conversation with someone, whoever of the two asks first.</summary>
    /// <response code="201">The room, made just now.</response>
    /// <response code="200">The room, which was there already.</response>
    /// <response code="400"><c>invalid_request</c>, also with oneself.</response>
    /// <response code="404"><c>user_not_found</c>.</response>
    /// <response code="409"><c>conflict</c>: the caller is in as many rooms as may be.</response>
    /// <response code="429"><c>rate_limited</c>; <c>Retry-After</c> says when to try again.</response>
    [HttpPost("direct")]
    [ProducesResponseType<RoomDto>(StatusCodes.Status201Created)]
    [ProducesResponseType<RoomDto>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status429TooManyRequests, "application/problem+json")]
    public async Task<ActionResult<RoomDto>> OpenDirect(DirectRoomRequest request)
    {
        var (view, isNew) = await rooms.OpenDirectAsync(User.ToCaller(), request.Username);
        var room = RoomDto.From(view);
        return isNew ? Created($"/rooms/{room.Room}", room) : Ok(room);
    }

    /// <summary>One room.</summary>
    /// <response code="200">The room.</response>
    /// <response code="403"><c>banned</c>.</response>
    /// <response code="404"><c>room_not_found</c>: there is none, or it is private and the caller is not in it.</response>
    [HttpGet("{room}")]
    [ProducesResponseType<RoomDto>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status403Forbidden, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json")]
    public async Task<RoomDto> Get(string room, CancellationToken cancel) => RoomDto.From(await rooms.GetAsync(User.ToCaller(), room, cancel));

    /// <summary>Changes a room, as one of its moderators; in a direct conversation both may change <c>translation</c>, and nothing else.</summary>
    /// <response code="200">The room as it is now.</response>
    /// <response code="400"><c>invalid_request</c>.</response>
    /// <response code="403"><c>forbidden</c>, <c>banned</c>.</response>
    /// <response code="404"><c>room_not_found</c>.</response>
    /// <response code="409"><c>room_archived</c>.</response>
    /// <response code="429"><c>rate_limited</c>; <c>Retry-After</c> says when to try again.</response>
    [HttpPatch("{room}")]
    [ProducesResponseType<RoomDto>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status403Forbidden, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status429TooManyRequests, "application/problem+json")]
    public async Task<RoomDto> Update(string room, UpdateRoomRequest request, CancellationToken cancel)
        => RoomDto.From(await rooms.UpdateAsync(User.ToCaller(), room, request.ToChange(), cancel));

    /// <summary>Archives a room, as one of its owners: from then on it can be read, not written. Archiving it again changes nothing.</summary>
    /// <response code="204">It is archived.</response>
    /// <response code="403"><c>forbidden</c>, <c>banned</c>.</response>
    /// <response code="404"><c>room_not_found</c>.</response>
    /// <response code="429"><c>rate_limited</c>; <c>Retry-After</c> says when to try again.</response>
    [HttpDelete("{room}")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status403Forbidden, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status429TooManyRequests, "application/problem+json")]
    public async Task<IActionResult> Archive(string room)
    {
        await rooms.ArchiveAsync(User.ToCaller(), room);
        return NoContent();
    }
}
