using ChatHub.Api.Accounts;
using ChatHub.Contracts;
using ChatHub.Domain.Translation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ChatHub.Api.Translation;

/// <summary>What translation costs.</summary>
[ApiController]
[Authorize]
[Tags("Server")]
[Produces("application/json")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status401Unauthorized, "application/problem+json")]
public sealed class TranslationUsageController(TranslationUsageService usage) : ControllerBase
{
    /// <summary>What was sent to the translator, by day, provider and room: for those who run the server (<c>Auth:Admins</c>).</summary>
    /// <param name="days">The last days (UTC), today included, 1 to 90; 7 if left out.</param>
    /// <param name="cancel">Ends with the request.</param>
    /// <response code="200">The newest first, then the most first.</response>
    /// <response code="400"><c>invalid_request</c>.</response>
    /// <response code="403"><c>forbidden</c>.</response>
    [HttpGet("/translation/usage")]
    [ProducesResponseType<ItemsDto<DailyUseDto>>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status403Forbidden, "application/problem+json")]
    public async Task<ItemsDto<DailyUseDto>> List(int? days, CancellationToken cancel)
        => new((await usage.ListAsync(User.ToCaller(), days, cancel)).Select(DailyUseDto.From).ToList());
}
