using ChatHub.Domain.Accounts;

namespace ChatHub.Api.Realtime;

/// <summary>The words on the wire for the reasons of <c>SessionEnded</c>.</summary>
internal static class SessionEndingWords
{
    public static string Of(SessionEnding ending) => ending switch
    {
        SessionEnding.Logout => "logout",
        SessionEnding.SessionEnded => "session_ended",
        SessionEnding.PasswordChanged => "password_changed",
        SessionEnding.AccountDeleted => "account_deleted",
        SessionEnding.TokenExpired => "token_expired",
        SessionEnding.SlowConsumer => "slow_consumer",
        SessionEnding.Shutdown => "shutdown",
        _ => throw new ArgumentOutOfRangeException(nameof(ending), ending, "The reason has no word on the wire."),
    };
}
