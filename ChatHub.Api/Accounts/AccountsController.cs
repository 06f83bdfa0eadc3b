using ChatHub.Contracts;
using ChatHub.Domain.Accounts;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace ChatHub.Api.Accounts;

/// <summary>Getting an account, and a session for it.</summary>
[ApiController]
[Tags("Accounts")]
[Produces("application/json")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest, "application/problem+json")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status429TooManyRequests, "application/problem+json")]
public sealed class AccountsController(UserService users, LoginService logins, SessionService sessions, IDeviceMarks marks) : ControllerBase
{
    private Client Client => RequestClient.Of(HttpContext);

    /// <summary>Makes an account.</summary>
    /// <response code="201">The account.</response>
    /// <response code="400"><c>invalid_request</c>, with what is wrong with each field.</response>
    /// <response code="403"><c>forbidden</c>: signing up is closed on this server.</response>
    /// <response code="409"><c>username_taken</c>, whatever the case of its letters.</response>
    /// <response code="429"><c>too_many_attempts</c>: many accounts were made from this address, or many people are hashing passwords right now.</response>
    [HttpPost("/signup")]
    [ProducesResponseType<SignupAnswer>(StatusCodes.Status201Created)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status403Forbidden, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict, "application/problem+json")]
    public async Task<ActionResult<SignupAnswer>> SignUp(SignupRequest request, CancellationToken cancel)
    {
        var user = await users.SignUpAsync(new NewAccount(request.Username, request.Password, request.DisplayName, request.Language), Client, cancel);
        return Created("/me", new SignupAnswer(UserDto.From(user)));
    }

    /// <summary>Opens a session. The answer is the same, in the same time, for a wrong password and for a user who does not exist.</summary>
    /// <response code="200">An access token, and a refresh token to get the next one.</response>
    /// <response code="400"><c>invalid_request</c>.</response>
    /// <response code="401"><c>invalid_credentials</c>.</response>
    /// <response code="429"><c>too_many_attempts</c>; <c>Retry-After</c> says when to try again.</response>
    [HttpPost("/login")]
    [ProducesResponseType<LoginAnswer>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status401Unauthorized, "application/problem+json")]
    public async Task<LoginAnswer> LogIn(LoginRequest request, CancellationToken cancel)
    {
        var login = await logins.LogInAsync(new Credentials(request.Username, request.Password), Client, cancel);
        DeviceCookie.Write(Response, marks.Make(Username.KeyOf(login.User.Username)));
        return Answer(login);
    }

    /// <summary>
    /// Renews a session. A refresh token is good once; within 10 seconds it can be used again, should the answer have been lost, and gets the same successor. Used
    /// later than that it ends the session, because somebody else has it.
    /// </summary>
    /// <response code="200">The next access token, and the next refresh token.</response>
    /// <response code="400"><c>invalid_request</c>.</response>
    /// <response code="401"><c>invalid_token</c>: the session has ended.</response>
    /// <response code="429"><c>too_many_attempts</c>.</response>
    [HttpPost("/refresh")]
    [ProducesResponseType<LoginAnswer>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status401Unauthorized, "application/problem+json")]
    public async Task<LoginAnswer> Refresh(RefreshRequest request, CancellationToken cancel) => Answer(await sessions.RefreshAsync(request.RefreshToken, Client, cancel));

    /// <summary>Ends a session: that of the refresh token in the body, else that of the access token. Its tokens stop working, and its live connections close.</summary>
    /// <response code="204">The session has ended.</response>
    /// <response code="400"><c>invalid_request</c>.</response>
    /// <response code="401"><c>unauthenticated</c>, <c>token_expired</c>, <c>invalid_token</c>.</response>
    /// <response code="429"><c>too_many_attempts</c>.</response>
    [HttpPost("/logout")]
    [OptionalToken]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status401Unauthorized, "application/problem+json")]
    public async Task<IActionResult> LogOut([FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] LogoutRequest? request)
    {
        if (request?.RefreshToken is { } token)
            await sessions.LogOutAsync(token, Client);
        else if (User.Identity?.IsAuthenticated is true)
            await sessions.LogOutAsync(User.ToCaller());
        else
            return Challenge(JwtBearerDefaults.AuthenticationScheme);
        return NoContent();
    }

    private LoginAnswer Answer(Login login)
    {
        // RFC 6749, section 5.1.
        Response.Headers.CacheControl = "no-store";
        return LoginAnswer.From(login);
    }
}
