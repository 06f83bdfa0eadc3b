using System.Security.Claims;
using ChatHub.Domain.Accounts;
using ChatHub.Domain.Errors;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ChatHub.Infrastructure.Accounts;

/// <summary>
/// Access tokens: JWTs (RFC 9068) signed with ES256, the one algorithm allowed (RFC 8725, section 3.1), by a key of this server's that the token names; keys that a token
/// brings or points to (<c>jwk</c>, <c>jku</c>, <c>x5u</c>) are not looked at (RFC 8725, section 3.10). A token names a session and proves nothing once that has ended. Immutable; safe for any number of callers.
/// </summary>
public sealed class AccessTokens : IAccessTokens
{
    /// <summary>By how much the clocks of two nodes may differ.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(10);

    private const string Party = "chathub";
    private const string Kind = "at+jwt";

    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };
    private readonly SigningKeys _keys;
    private readonly TimeSpan _lifetime;
    private readonly TimeProvider _time;

    public AccessTokens(SigningKeys keys, AuthOptions options, TimeProvider time)
    {
        (_keys, _time) = (keys, time);
        _lifetime = TimeSpan.FromMinutes(options.AccessTokenMinutes);
        Rules = new TokenValidationParameters
        {
            IssuerSigningKeyResolver = (_, _, keyId, _) => keys.Find(keyId),
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            ValidTypes = [Kind],
            ValidIssuer = Party,
            ValidAudience = Party,
            LifetimeValidator = CheckLifetime,
            RequireSignedTokens = true,
            NameClaimType = JwtRegisteredClaimNames.Sub,
        };
    }

    /// <summary>What makes a token valid here.</summary>
    public TokenValidationParameters Rules { get; }

    public AccessToken Issue(Session session)
    {
        var issued = DateTimeOffset.FromUnixTimeSeconds(_time.GetUtcNow().ToUnixTimeSeconds()).UtcDateTime;
        var left = session.EndsAt.UtcDateTime - issued;
        var lifetime = left < _lifetime ? TimeSpan.FromSeconds(Math.Max(Math.Floor(left.TotalSeconds), 1)) : _lifetime;
        var token = _handler.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = Kind,
            Issuer = Party,
            Audience = Party,
            IssuedAt = issued,
            Expires = issued + lifetime,
            // Not "nbf": a clock that is set back would make everyone's tokens those of a stranger until it has caught up.
            Subject = new ClaimsIdentity([new Claim(JwtRegisteredClaimNames.Sid, session.Id)]),
            SigningCredentials = _keys.Current.Credentials,
        });
        return new AccessToken(token, lifetime);
    }

    public async Task<TokenContent> ReadAsync(string token)
    {
        var result = await _handler.ValidateTokenAsync(token, Rules);
        if (!result.IsValid)
            throw new RefusedException(result.Exception is SecurityTokenExpiredException ? ErrorCatalogue.TokenExpired : ErrorCatalogue.InvalidToken);
        return result.SecurityToken is JsonWebToken jwt && jwt.TryGetPayloadValue<string>(JwtRegisteredClaimNames.Sid, out var sessionId)
            ? new TokenContent(sessionId, new DateTimeOffset(jwt.ValidTo, TimeSpan.Zero))
            : throw new RefusedException(ErrorCatalogue.InvalidToken);
    }

    /// <summary>The library's own check has no clock but the system's.</summary>
    private bool CheckLifetime(DateTime? notBefore, DateTime? expires, SecurityToken token, TokenValidationParameters rules)
    {
        var now = _time.GetUtcNow().UtcDateTime;
        if (expires + ClockSkew < now)
            throw new SecurityTokenExpiredException();
        return expires is not null && !(notBefore - ClockSkew > now);
    }
}
