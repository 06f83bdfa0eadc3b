using System.Text.Json;

namespace ChatHub.Infrastructure.Translation.Http;

/// <summary>
/// Reads an answer to its end, where the retries, the breaker and the timeouts see it, and takes only JSON of a bearable size: half an answer, an endless
/// one or a proxy's error page are failures like a refused connection. The body of a refusal is never read: it may quote what was sent.
/// </summary>
internal sealed class WholeAnswerHandler : DelegatingHandler
{
    /// <summary>Many times what the longest messages come to.</summary>
    private const int MaxBytes = 2 * 1024 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        try
        {
            if (answer.IsSuccessStatusCode)
                await ReadAsync(answer.Content, cancellationToken);
            else
                Forget(answer);
            return answer;
        }
        catch
        {
            answer.Dispose();
            throw;
        }
    }

    private static async Task ReadAsync(HttpContent content, CancellationToken cancel)
    {
        try
        {
            await content.LoadIntoBufferAsync(MaxBytes, cancel);
            using var _ = JsonDocument.Parse(await content.ReadAsByteArrayAsync(cancel));
        }
        catch (HttpRequestException)
        {
            throw new HttpRequestException(HttpRequestError.InvalidResponse, "The answer broke off, or is too large.");
        }
        catch (JsonException)
        {
            // Without the cause, which quotes the answer.
            throw new HttpRequestException(HttpRequestError.InvalidResponse, "The answer is no JSON.");
        }
    }

    private static void Forget(HttpResponseMessage answer)
    {
        answer.Content.Dispose();
        answer.Content = new ByteArrayContent([]);
    }
}
