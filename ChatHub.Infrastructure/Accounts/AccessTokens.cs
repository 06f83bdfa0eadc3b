using System.Security.Claims;
using ChatHub.Domain.Accounts;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ChatHub.Infrastructure.Accounts;

/// <summary>
/// Access tokens: JWTs (RFC 9068) signed with ES256, the one algorithm allowed (RFC 8725, section 3.1). A token names a session and
/// proves nothing once that has ended. Immutable; safe for any number of callers.
/// </summary>
public sealed class AccessTokens : IAccessTokenIssuer
{
    private const string Party = "chathub";
    private const string Kind = "at+jwt";

    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };
    private readonly SigningCredentials _credentials;
    private readonly TimeSpan _lifetime;

    public AccessTokens(ServerKeys keys, AuthOptions options)
    {
        // A factory of its own: the shared one keeps signers by key id for the whole process, after their key has been disposed, too.
        var key = new ECDsaSecurityKey(keys.Signing) { CryptoProviderFactory = new CryptoProviderFactory() };
        key.KeyId = Base64UrlEncoder.Encode(key.ComputeJwkThumbprint());
        _credentials = new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256);
        _lifetime = TimeSpan.FromMinutes(options.AccessTokenMinutes);
        Rules = new TokenValidationParameters
        {
            IssuerSigningKey = key,
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            ValidTypes = [Kind],
            ValidIssuer = Party,
            ValidAudience = Party,
            ClockSkew = TimeSpan.FromSeconds(30),
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            NameClaimType = JwtRegisteredClaimNames.Sub,
        };
    }

    /// <summary>What makes a token valid here.</summary>
    public TokenValidationParameters Rules { get; }

    public AccessToken Issue(Session session)
    {
        var issued = session.CreatedAt.UtcDateTime;
        var token = _handler.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = Kind,
            Issuer = Party,
            Audience = Party,
            IssuedAt = issued,
            NotBefore = issued,
            Expires = issued + _lifetime,
            Subject = new ClaimsIdentity([new Claim(JwtRegisteredClaimNames.Sid, session.Id)]),
            SigningCredentials = _credentials,
        });
        return new AccessToken(token, _lifetime);
    }
}
