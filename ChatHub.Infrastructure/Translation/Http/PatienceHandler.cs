using System.Net;

namespace ChatHub.Infrastructure.Translation.Http;

/// <summary>
/// Gives a provider that answers 429 the time that it asks for (RFC 9110, 10.2.3): until then, and for a minute at most, every further request gets that
/// answer without being sent. Safe for any number of callers.
/// </summary>
internal sealed class PatienceHandler(TimeProvider time) : DelegatingHandler
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    // As UTC ticks. Of two answers at once either may win: they are about the same moment.
    private long _until;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // More than the longest wait is left only after the clock was set back.
        if (Interlocked.Read(ref _until) - time.GetUtcNow().Ticks is var left and > 0 && left <= Longest.Ticks)
            return new HttpResponseMessage(HttpStatusCode.TooManyRequests) { RequestMessage = request, Content = new ByteArrayContent([]) };
        var answer = await base.SendAsync(request, cancellationToken);
        if (answer.IsRateLimit() && answer.GetRetryAfter(time) is { } wait)
            Interlocked.Exchange(ref _until, (time.GetUtcNow() + (wait < Longest ? wait : Longest)).Ticks);
        return answer;
    }
}
