using ChatHub.Domain.Accounts;
using Microsoft.AspNetCore.Mvc;

namespace ChatHub.Api.Accounts;

/// <summary>Getting an account, and a token for it.</summary>
[ApiController]
[Tags("Accounts")]
[Produces("application/json")]
public sealed class AccountsController(UserService users) : ControllerBase
{
    /// <summary>Makes an account.</summary>
    /// <response code="201">The account.</response>
    /// <response code="400"><c>invalid_request</c>, with what is wrong with each field.</response>
    /// <response code="403"><c>forbidden</c>: signing up is closed on this server.</response>
    /// <response code="409"><c>username_taken</c>, whatever the case of its letters.</response>
    /// <response code="429"><c>too_many_attempts</c>: many people are hashing passwords right now.</response>
    [HttpPost("/signup")]
    [ProducesResponseType<SignupAnswer>(StatusCodes.Status201Created)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status403Forbidden, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status429TooManyRequests, "application/problem+json")]
    public async Task<ActionResult<SignupAnswer>> SignUp(SignupRequest request, CancellationToken cancel)
    {
        var user = await users.SignUpAsync(new NewAccount(request.Username, request.Password, request.DisplayName, request.Language), cancel);
        return Created("/me", new SignupAnswer(UserDto.From(user)));
    }

    /// <summary>Opens a session. The answer is the same, in the same time, for a wrong password and for a user who does not exist.</summary>
    /// <response code="200">An access token.</response>
    /// <response code="400"><c>invalid_request</c>.</response>
    /// <response code="401"><c>invalid_credentials</c>.</response>
    /// <response code="429"><c>too_many_attempts</c>; <c>Retry-After</c> says when to try again.</response>
    [HttpPost("/login")]
    [ProducesResponseType<LoginAnswer>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status401Unauthorized, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status429TooManyRequests, "application/problem+json")]
    public async Task<LoginAnswer> LogIn(LoginRequest request, CancellationToken cancel)
    {
        var device = Request.Headers.UserAgent.ToString();
        var address = HttpContext.Connection.RemoteIpAddress?.ToString();
        var login = await users.LogInAsync(new Credentials(request.Username, request.Password, device.Length > 0 ? device : null, address), cancel);
        Response.Headers.CacheControl = "no-store";
        return new LoginAnswer("OK", login.Token.Value, "Bearer", (long)login.Token.ExpiresIn.TotalSeconds, UserDto.From(login.User));
    }
}
