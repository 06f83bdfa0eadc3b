using ChatHub.Api.Accounts;
using ChatHub.Contracts;
using ChatHub.Domain.Translation.Glossaries;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ChatHub.Api.Translation;

/// <summary>How a room wants its own words translated.</summary>
[ApiController]
[Authorize]
[Route("/rooms/{room}/glossary")]
[Tags("Rooms")]
[Produces("application/json")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status401Unauthorized, "application/problem+json")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status403Forbidden, "application/problem+json")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json")]
public sealed class GlossaryController(GlossaryService glossaries) : ControllerBase
{
    /// <summary>The room's glossary.</summary>
    /// <response code="200">Its terms, in the order in which they were given; none if it has no glossary.</response>
    /// <response code="403"><c>banned</c>.</response>
    /// <response code="404"><c>room_not_found</c>.</response>
    [HttpGet]
    [ProducesResponseType<ItemsDto<GlossaryTermDto>>(StatusCodes.Status200OK)]
    public async Task<ItemsDto<GlossaryTermDto>> Get(string room, CancellationToken cancel) => ToDto(await glossaries.GetAsync(User.ToCaller(), room, cancel));

    /// <summary>Gives the room another glossary, as one of its moderators; in a direct conversation both may. It holds for what is translated from then on.</summary>
    /// <response code="200">The glossary as it is now.</response>
    /// <response code="400"><c>invalid_request</c>.</response>
    /// <response code="403"><c>forbidden</c>, <c>banned</c>.</response>
    /// <response code="404"><c>room_not_found</c>.</response>
    /// <response code="409"><c>room_archived</c>.</response>
    /// <response code="429"><c>rate_limited</c>; <c>Retry-After</c> says when to try again.</response>
    [HttpPut]
    [ProducesResponseType<ItemsDto<GlossaryTermDto>>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status429TooManyRequests, "application/problem+json")]
    public async Task<ItemsDto<GlossaryTermDto>> Replace(string room, GlossaryRequest request)
        => ToDto(await glossaries.ReplaceAsync(User.ToCaller(), room, request.Items?.Select(item => item is null ? null : new NewGlossaryTerm(item.Term, item.Translations)).ToList()));

    private static ItemsDto<GlossaryTermDto> ToDto(Glossary glossary) => new(glossary.Terms.Select(GlossaryTermDto.From).ToList());
}
