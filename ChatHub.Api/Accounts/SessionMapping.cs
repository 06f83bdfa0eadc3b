using ChatHub.Contracts;
using ChatHub.Domain.Accounts;

namespace ChatHub.Api.Accounts;

/// <summary>Sessions, and the keys of their tokens.</summary>
internal static class SessionMapping
{
    extension(LoginAnswer)
    {
        public static LoginAnswer From(Login login) => new(
            "OK", login.AccessToken.Value, "Bearer", (long)login.AccessToken.ExpiresIn.TotalSeconds, login.RefreshToken.Value, UserDto.From(login.User));
    }

    extension(SessionDto)
    {
        public static SessionDto From(Session session, Caller caller)
            => new(session.Id, session.CreatedAt, session.LastUsedAt, session.Device, session.Address, session.Id == caller.SessionId);
    }

    extension(KeyDto)
    {
        public static KeyDto From(PublicSigningKey key) => new("EC", "sig", "ES256", "P-256", key.Id, key.X, key.Y);
    }
}
