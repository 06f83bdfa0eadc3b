namespace ChatHub.Domain.Accounts;

/// <summary>Why the live connections of a session end.</summary>
public enum SessionEnding
{
    /// <summary>Its owner has logged out.</summary>
    Logout,

    /// <summary>Its owner has ended it from elsewhere, or the server has: a refresh token was replayed.</summary>
    SessionEnded,

    /// <summary>Its owner has changed the password on another device.</summary>
    PasswordChanged,

    /// <summary>The account is gone.</summary>
    AccountDeleted,

    /// <summary>The connection's access token has expired, and was not renewed.</summary>
    TokenExpired,

    /// <summary>The client reads too slowly.</summary>
    SlowConsumer,

    /// <summary>The server stops.</summary>
    Shutdown,
}
