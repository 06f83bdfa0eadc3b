namespace ChatHub.Domain.Errors;

/// <summary>Every error that a client can meet, over HTTP and over the hub. Codes are never renamed.</summary>
public static class ErrorCatalogue
{
    public static readonly Error InvalidRequest = new("invalid_request", ErrorKind.Invalid, "The request is not valid.");

    public static readonly Error Unauthenticated = new("unauthenticated", ErrorKind.Unauthenticated, "Log in first: this call needs an access token.");
    public static readonly Error InvalidCredentials = new("invalid_credentials", ErrorKind.Unauthenticated, "The username or the password is wrong.");
    public static readonly Error InvalidToken = new("invalid_token", ErrorKind.Unauthenticated, "The access token is not valid here.");
    public static readonly Error TokenExpired = new("token_expired", ErrorKind.Unauthenticated, "The access token has expired.");

    public static readonly Error Forbidden = new("forbidden", ErrorKind.Forbidden, "You may not do this.");
    public static readonly Error Banned = new("banned", ErrorKind.Forbidden, "You are banned from this room.");
    public static readonly Error Muted = new("muted", ErrorKind.Forbidden, "You are muted in this room.");

    public static readonly Error RoomNotFound = new("room_not_found", ErrorKind.NotFound, "There is no such room.");
    public static readonly Error MessageNotFound = new("message_not_found", ErrorKind.NotFound, "There is no such message in this room.");
    public static readonly Error UserNotFound = new("user_not_found", ErrorKind.NotFound, "There is no such user.");
    public static readonly Error NotFound = new("not_found", ErrorKind.NotFound, "There is nothing at this address.");

    public static readonly Error UsernameTaken = new("username_taken", ErrorKind.Conflict, "This username is taken.");
    public static readonly Error RoomTaken = new("room_taken", ErrorKind.Conflict, "A room of this name exists.");
    public static readonly Error Conflict = new("conflict", ErrorKind.Conflict, "This does not fit what is already there.");
    public static readonly Error RoomArchived = new("room_archived", ErrorKind.Conflict, "This room is archived: it can be read, not written.");

    public static readonly Error TooLarge = new("too_large", ErrorKind.TooLarge, "The request is too large.");
    public static readonly Error MessageTooLong = new("message_too_long", ErrorKind.TooLarge, "The message is too long.");

    public static readonly Error TooManyAttempts = new("too_many_attempts", ErrorKind.TooMany, "Too many attempts; try again later.", Retryable: true);
    public static readonly Error RateLimited = new("rate_limited", ErrorKind.TooMany, "Too much at once; slow down.", Retryable: true);
    public static readonly Error SlowMode = new("slow_mode", ErrorKind.TooMany, "The room is in slow mode; wait before you post again.", Retryable: true);

    public static readonly Error Internal = new("internal", ErrorKind.Internal, "Something went wrong on the server.");
    public static readonly Error Unavailable = new("unavailable", ErrorKind.Unavailable, "The server cannot do this right now; try again shortly.", Retryable: true);
}
