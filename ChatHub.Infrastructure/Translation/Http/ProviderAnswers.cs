using System.Net;

namespace ChatHub.Infrastructure.Translation.Http;

/// <summary>What a provider's status says.</summary>
internal static class ProviderAnswers
{
    /// <summary>Whether it asks for patience.</summary>
    public static bool IsRateLimit(this HttpResponseMessage answer) => answer.StatusCode == HttpStatusCode.TooManyRequests;

    /// <summary>Whether it failed by its own fault, and may do better the next time.</summary>
    public static bool IsFailure(this HttpResponseMessage answer) => answer.StatusCode is >= HttpStatusCode.InternalServerError or HttpStatusCode.RequestTimeout;

    /// <summary>How long it asks to be left alone; null when it does not.</summary>
    public static TimeSpan? GetRetryAfter(this HttpResponseMessage answer, TimeProvider time)
        => answer.Headers.RetryAfter is { } after ? after.Delta ?? after.Date - time.GetUtcNow() : null;
}
