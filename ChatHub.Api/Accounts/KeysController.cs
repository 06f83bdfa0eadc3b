using ChatHub.Contracts;
using ChatHub.Domain.Accounts;
using Microsoft.AspNetCore.Mvc;

namespace ChatHub.Api.Accounts;

/// <summary>The keys with which others can check access tokens.</summary>
[ApiController]
[Tags("Server")]
[Produces("application/json")]
public sealed class KeysController(ISigningKeys keys) : ControllerBase
{
    /// <summary>The public keys: the one that signs now, the next one a day before it signs, and those whose tokens may still live. A token of a session that has ended has a good signature all the same.</summary>
    /// <response code="200">A JSON Web Key Set (RFC 7517).</response>
    [HttpGet("/.well-known/jwks.json")]
    [ResponseCache(Duration = 300, Location = ResponseCacheLocation.Any)]
    [ProducesResponseType<KeySetDto>(StatusCodes.Status200OK)]
    public KeySetDto GetKeys() => new(keys.List().Select(KeyDto.From).ToList());
}
