using System.Net;
using ChatHub.Domain.Translation;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace ChatHub.Infrastructure.Translation.Http;

/// <summary>Puts what goes wrong between here and a provider into the words of the port. No word of theirs is passed on.</summary>
internal static class ProviderFault
{
    /// <summary>Whether an exception is one of those that a request ends with, and <see cref="Of(Exception)"/> knows.</summary>
    public static bool IsKnown(Exception e) => e is HttpRequestException or TimeoutRejectedException or BrokenCircuitException;

    public static TranslatorException Of(Exception e) => e switch
    {
        TimeoutRejectedException => new TranslatorException(TranslationFault.Timeout, "It did not answer in time."),
        BrokenCircuitException => new TranslatorException(TranslationFault.Unavailable, "It failed several times in a row and is left alone for a while.") { WasSent = false },
        HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } => BadAnswer("Its answer is no JSON, too large, or broke off."),
        HttpRequestException http => new TranslatorException(TranslationFault.Unavailable, $"It cannot be reached ({http.HttpRequestError}).")
        {
            WasSent = http.HttpRequestError is not (HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError),
        },
        _ => BadAnswer("Its answer is not what it documents."),
    };

    /// <summary>For an answer that is no success.</summary>
    public static TranslatorException Of(HttpStatusCode status) => new(FaultOf(status), $"It answers with the status {(int)status}.")
    {
        // What is refused is not translated; a server's error may come after the work.
        WasSent = status >= HttpStatusCode.InternalServerError,
    };

    public static TranslatorException BadAnswer(string message) => new(TranslationFault.BadAnswer, message);

    private static TranslationFault FaultOf(HttpStatusCode status) => status switch
    {
        HttpStatusCode.TooManyRequests => TranslationFault.RateLimited,
        >= HttpStatusCode.InternalServerError or HttpStatusCode.RequestTimeout => TranslationFault.Unavailable,
        HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.PaymentRequired or HttpStatusCode.Forbidden
            or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnprocessableEntity => TranslationFault.Rejected,
        // Nothing there, a method not allowed, a redirection: whoever answers is not the provider.
        _ => TranslationFault.BadAnswer,
    };
}
