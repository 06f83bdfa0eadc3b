namespace ChatHub.Domain.Errors;

/// <summary>What kind of refusal an error is; each interface maps a kind to its own status.</summary>
public enum ErrorKind
{
    Invalid,
    Unauthenticated,
    Forbidden,
    NotFound,
    Conflict,
    TooLarge,
    TooMany,
    Internal,
    Unavailable,
}

/// <summary>An entry of <see cref="ErrorCatalogue"/>.</summary>
/// <param name="Code">The stable word that clients may rely on.</param>
/// <param name="Kind">What kind of refusal it is.</param>
/// <param name="Message">A sentence for a human, used where a refusal has nothing more exact to say.</param>
/// <param name="Retryable">Whether the same call may succeed later, unchanged.</param>
public sealed record Error(string Code, ErrorKind Kind, string Message, bool Retryable = false);
