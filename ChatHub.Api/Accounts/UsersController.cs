using ChatHub.Api.Wire;
using ChatHub.Contracts;
using ChatHub.Domain.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ChatHub.Api.Accounts;

/// <summary>Oneself and others.</summary>
[ApiController]
[Authorize]
[Tags("Accounts")]
[Produces("application/json")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status401Unauthorized, "application/problem+json")]
public sealed class UsersController(UserService users) : ControllerBase
{
    /// <summary>One's own account.</summary>
    /// <response code="200">The account.</response>
    [HttpGet("/me")]
    [ProducesResponseType<UserDto>(StatusCodes.Status200OK)]
    public async Task<UserDto> GetMe(CancellationToken cancel) => UserDto.From(await users.GetAsync(User.ToCaller(), cancel));

    /// <summary>Changes one's own account; fields that are left out stay as they are.</summary>
    /// <response code="200">The account as it is now.</response>
    /// <response code="400"><c>invalid_request</c>.</response>
    [HttpPatch("/me")]
    [ProducesResponseType<UserDto>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest, "application/problem+json")]
    public async Task<UserDto> ChangeMe(ProfileRequest request, CancellationToken cancel)
        => UserDto.From(await users.UpdateAsync(User.ToCaller(), new ProfileChange(request.DisplayName.ToDomain(), request.Language.ToDomain()), cancel));

    /// <summary>
    /// Deletes one's own account for good. Name, profile and sessions go from everywhere; the messages stay, by <c>deleted-user</c>. A room that loses its
    /// last owner passes to its longest-standing moderator, else member, or is archived. The name is never given to anyone again.
    /// </summary>
    /// <response code="204">The account is gone, and so are its tokens and live connections.</response>
    /// <response code="400"><c>invalid_request</c>.</response>
    /// <response code="401"><c>invalid_credentials</c>: the password is wrong.</response>
    /// <response code="429"><c>too_many_attempts</c>.</response>
    [HttpPost("/me/delete")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status429TooManyRequests, "application/problem+json")]
    public async Task<IActionResult> DeleteMe(DeleteAccountRequest request, CancellationToken cancel)
    {
        await users.DeleteAsync(User.ToCaller(), request.Password, cancel);
        return NoContent();
    }

    /// <summary>One user.</summary>
    /// <response code="200">The user.</response>
    /// <response code="404"><c>user_not_found</c>.</response>
    [HttpGet("/users/{username}")]
    [ProducesResponseType<PublicUserDto>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json")]
    public async Task<PublicUserDto> GetUser(string username, CancellationToken cancel) => PublicUserDto.From(await users.FindAsync(username, cancel));

    /// <summary>Up to 100 users at once; names that nobody has are left out.</summary>
    /// <param name="username">Given once for each user.</param>
    /// <param name="cancel">Ends with the request.</param>
    /// <response code="200">Those that exist, in the order asked.</response>
    /// <response code="400"><c>invalid_request</c>.</response>
    [HttpGet("/users")]
    [ProducesResponseType<ItemsDto<PublicUserDto>>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest, "application/problem+json")]
    public async Task<ItemsDto<PublicUserDto>> GetUsers([FromQuery] string[] username, CancellationToken cancel)
        => new((await users.FindAsync(username, cancel)).Select(PublicUserDto.From).ToList());
}
