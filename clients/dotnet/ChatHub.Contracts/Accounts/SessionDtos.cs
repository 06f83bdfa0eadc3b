using System.Text.Json.Serialization;

namespace ChatHub.Contracts;

/// <summary>A session that was opened or renewed.</summary>
/// <param name="Status">Always <c>OK</c>.</param>
/// <param name="AccessToken">For <c>Authorization: Bearer …</c>, and for the hub.</param>
/// <param name="TokenType">Always <c>Bearer</c>.</param>
/// <param name="ExpiresIn">How long the access token lives, in seconds.</param>
/// <param name="RefreshToken">For <c>POST /refresh</c>, once; the answer has the next one.</param>
/// <param name="User">Whose session it is.</param>
public sealed record LoginAnswer(string Status, string AccessToken, string TokenType, long ExpiresIn, string RefreshToken, UserDto User)
{
    /// <summary>The name only: a record would print its secrets.</summary>
    public override string ToString() => nameof(LoginAnswer);
}

/// <summary>The wish to renew a session.</summary>
/// <param name="RefreshToken" example="d0VtUkxQb2h2cGZz.0.kq3J1v9c8Yt2">The one of the last answer.</param>
public sealed record RefreshRequest(string? RefreshToken)
{
    /// <summary>The name only: a record would print its secrets.</summary>
    public override string ToString() => nameof(RefreshRequest);
}

/// <summary>The wish to end a session.</summary>
/// <param name="RefreshToken" example="null">Of the session to end; left out, it is the one of the access token.</param>
public sealed record LogoutRequest(string? RefreshToken = null)
{
    /// <summary>The name only: a record would print its secrets.</summary>
    public override string ToString() => nameof(LogoutRequest);
}

/// <summary>Someone whom an app has signed in.</summary>
/// <param name="Username" example="ana">As for signing up.</param>
/// <param name="DisplayName" example="Ana">What people see, 1 to 128 characters; left out, it stays as it is, and is the username at first.</param>
/// <param name="Language" example="es">The reading language as a BCP 47 tag; left out, it stays as it is; null for no translation.</param>
public sealed record AppSessionRequest(
    string? Username,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Optional<string?> DisplayName,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Optional<string?> Language);

/// <summary>One of one's own sessions.</summary>
/// <param name="Id">For ending it.</param>
/// <param name="CreatedAt">When it was opened.</param>
/// <param name="LastUsedAt">When it was last renewed.</param>
/// <param name="Device">What the client said it is, its User-Agent; null if nothing.</param>
/// <param name="Address">The network address it was last renewed from; null if unknown.</param>
/// <param name="Current">Whether it is the one that asks.</param>
public sealed record SessionDto(string Id, DateTimeOffset CreatedAt, DateTimeOffset LastUsedAt, string? Device, string? Address, bool Current);

/// <summary>Another password.</summary>
/// <param name="CurrentPassword" example="correct horse battery">The one of now.</param>
/// <param name="NewPassword" example="staple correct horse">The one of then, 8 to 256 characters.</param>
public sealed record PasswordRequest(string? CurrentPassword, string? NewPassword)
{
    /// <summary>The name only: a record would print its secrets.</summary>
    public override string ToString() => nameof(PasswordRequest);
}

/// <summary>The keys with which access tokens can be checked (RFC 7517).</summary>
/// <param name="Keys">Those that sign, and the next one a day before it does.</param>
public sealed record KeySetDto(IReadOnlyList<KeyDto> Keys);

/// <summary>A public key (RFC 7517, RFC 7518).</summary>
/// <param name="Kty">Always <c>EC</c>.</param>
/// <param name="Use">Always <c>sig</c>.</param>
/// <param name="Alg">Always <c>ES256</c>.</param>
/// <param name="Crv">Always <c>P-256</c>.</param>
/// <param name="Kid">The name by which tokens refer to it.</param>
/// <param name="X">The point's first coordinate, base64url.</param>
/// <param name="Y">The point's second coordinate, base64url.</param>
public sealed record KeyDto(string Kty, string Use, string Alg, string Crv, string Kid, string X, string Y);
