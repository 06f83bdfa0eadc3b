using ChatHub.Api.Accounts;
using ChatHub.Api.Messages;
using ChatHub.Contracts;
using ChatHub.Domain.Search;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ChatHub.Api.Search;

/// <summary>Finding messages.</summary>
[ApiController]
[Authorize]
[Tags("Messages")]
[Produces("application/json")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status401Unauthorized, "application/problem+json")]
public sealed class SearchController(SearchService search) : ControllerBase
{
    /// <summary>Messages in the rooms that the caller may read, best first.</summary>
    /// <param name="q">All of these words, <c>"phrases"</c> and <c>beginnings*</c>; 1 to 256 characters, at most 16 words. Everything else in it is text.</param>
    /// <param name="room">Only in this room.</param>
    /// <param name="sender">Only what this user wrote.</param>
    /// <param name="cursor">The <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 100; 20 if left out.</param>
    /// <param name="cancel">Ends with the request.</param>
    /// <response code="200">A page of hits; at most 1,000 can be paged through.</response>
    /// <response code="400"><c>invalid_request</c>.</response>
    /// <response code="403"><c>banned</c> from the room.</response>
    /// <response code="404"><c>room_not_found</c> or <c>user_not_found</c>.</response>
    /// <response code="503"><c>unavailable</c>: it takes too long, or too many people search at once.</response>
    [HttpGet("/search")]
    [ProducesResponseType<ItemsDto<FoundMessageDto>>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status403Forbidden, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status503ServiceUnavailable, "application/problem+json")]
    public async Task<ItemsDto<FoundMessageDto>> Search(string? q, string? room, string? sender, string? cursor, int? limit, CancellationToken cancel)
    {
        var page = await search.FindAsync(User.ToCaller(), new SearchRequest(q, room, sender, cursor, limit), cancel);
        return new ItemsDto<FoundMessageDto>(page.Found.Select(FoundMessageDto.From).ToList(), page.Next);
    }
}
