using ChatHub.Contracts;
using ChatHub.Domain.Translation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ChatHub.Api.Translation;

/// <summary>What can be read.</summary>
[ApiController]
[Authorize]
[Tags("Server")]
[Produces("application/json")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status401Unauthorized, "application/problem+json")]
public sealed class LanguagesController(LanguageService languages) : ControllerBase
{
    /// <summary>The languages that messages can be read in now.</summary>
    /// <response code="200">All of them, in the order of their tags; none while the server translates nothing.</response>
    [HttpGet("/languages")]
    [ProducesResponseType<ItemsDto<LanguageDto>>(StatusCodes.Status200OK)]
    public ItemsDto<LanguageDto> List() => new(languages.List().Select(LanguageDto.From).ToList());
}
