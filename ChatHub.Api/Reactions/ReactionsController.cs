using ChatHub.Api.Accounts;
using ChatHub.Api.Messages;
using ChatHub.Contracts;
using ChatHub.Domain.Reactions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ChatHub.Api.Reactions;

/// <summary>Reacting to messages: once with each emoji.</summary>
[ApiController]
[Authorize]
[Route("/rooms/{room}/messages/{id:long}/reactions/{emoji}")]
[Tags("Messages")]
[Produces("application/json")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest, "application/problem+json")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status401Unauthorized, "application/problem+json")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status403Forbidden, "application/problem+json")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict, "application/problem+json")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status503ServiceUnavailable, "application/problem+json")]
public sealed class ReactionsController(ReactionService reactions) : ControllerBase
{
    /// <summary>Adds one's reaction; adding it again changes nothing.</summary>
    /// <param name="room">The room's name.</param>
    /// <param name="id">The message.</param>
    /// <param name="emoji">One emoji, percent-encoded.</param>
    /// <response code="200">The change.</response>
    /// <response code="400"><c>invalid_request</c>: not one emoji.</response>
    /// <response code="403"><c>forbidden</c>: not a member; <c>muted</c>, <c>banned</c>.</response>
    /// <response code="404"><c>room_not_found</c>, or <c>message_not_found</c>: there is none, or it is deleted.</response>
    /// <response code="409"><c>conflict</c>: the message bears all that it can, 50 different emoji or 1,000 reactions; <c>room_archived</c>.</response>
    /// <response code="429"><c>rate_limited</c>; <c>Retry-After</c> says when to try again.</response>
    /// <response code="503"><c>unavailable</c>.</response>
    [HttpPut]
    [ProducesResponseType<ChangeDto>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status429TooManyRequests, "application/problem+json")]
    public async Task<ChangeDto> Add(string room, long id, string emoji)
        => ChangeDto.From(await reactions.AddAsync(User.ToCaller(), new ReactionRequest(room, id, emoji)));

    /// <summary>Takes one's reaction away; where there is none nothing changes.</summary>
    /// <param name="room">The room's name.</param>
    /// <param name="id">The message.</param>
    /// <param name="emoji">One emoji, percent-encoded.</param>
    /// <response code="200">The change.</response>
    /// <response code="400"><c>invalid_request</c>: not one emoji.</response>
    /// <response code="403"><c>forbidden</c>: not a member; <c>muted</c>, <c>banned</c>.</response>
    /// <response code="404"><c>room_not_found</c>, or <c>message_not_found</c>: there is none, or it is deleted.</response>
    /// <response code="409"><c>room_archived</c>.</response>
    /// <response code="429"><c>rate_limited</c>; <c>Retry-After</c> says when to try again.</response>
    /// <response code="503"><c>unavailable</c>.</response>
    [HttpDelete]
    [ProducesResponseType<ChangeDto>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status429TooManyRequests, "application/problem+json")]
    public async Task<ChangeDto> Remove(string room, long id, string emoji)
        => ChangeDto.From(await reactions.RemoveAsync(User.ToCaller(), new ReactionRequest(room, id, emoji)));
}
