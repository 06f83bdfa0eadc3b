using ChatHub.Api.Accounts;
using ChatHub.Api.Wire;
using ChatHub.Domain.Rooms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ChatHub.Api.Rooms;

/// <summary>Making, finding and reading rooms.</summary>
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
    /// <response code="409"><c>room_taken</c>.</response>
    [HttpPost]
    [ProducesResponseType<RoomDto>(StatusCodes.Status201Created)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict, "application/problem+json")]
    public async Task<ActionResult<RoomDto>> Create(CreateRoomRequest request)
    {
        var view = await rooms.CreateAsync(User.ToCaller(), new NewRoom(request.Room, request.Title, request.Topic, request.Visibility));
        return Created($"/rooms/{view.Room.Name}", RoomDto.From(view));
    }

    /// <summary>One room.</summary>
    /// <response code="200">The room.</response>
    /// <response code="404"><c>room_not_found</c>: there is none, or it is private and the caller is not in it.</response>
    [HttpGet("{room}")]
    [ProducesResponseType<RoomDto>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json")]
    public async Task<RoomDto> Get(string room, CancellationToken cancel) => RoomDto.From(await rooms.GetAsync(User.ToCaller(), room, cancel));
}
