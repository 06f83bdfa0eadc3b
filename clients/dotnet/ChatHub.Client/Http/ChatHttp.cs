using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace ChatHub.Client;

/// <summary>Plain calls over HTTP. Any number may call it at once.</summary>
internal sealed class ChatHttp(ChatClientOptions options) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>No timer runs for as long as a proxy may ask.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly HttpClient _http = new(options.HttpHandler?.Invoke() ?? new SocketsHttpHandler()) { BaseAddress = options.Url, Timeout = Patience };

    /// <exception cref="ChatException">The server's refusal, or <see cref="ChatException.Unreachable"/>.</exception>
    public Task<T> PostAsync<TBody, T>(string path, TBody body, string? token, CancellationToken cancel)
        => SendAsync<T>(() => new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body, ClientJson.InfoOf<TBody>()) }, token, cancel);

    /// <exception cref="ChatException">The server's refusal, or <see cref="ChatException.Unreachable"/>.</exception>
    public Task<T> GetAsync<T>(string path, string? token, CancellationToken cancel)
        => SendAsync<T>(() => new HttpRequestMessage(HttpMethod.Get, path), token, cancel);

    /// <exception cref="ChatException">The server's refusal, or <see cref="ChatException.Unreachable"/>.</exception>
    public async Task PostAsync<TBody>(string path, TBody body, string? token, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body, ClientJson.InfoOf<TBody>()) };
        Authorize(request, token);
        using var answer = await AskAsync(request, cancel).ConfigureAwait(false);
    }

    public void Dispose() => _http.Dispose();

    private async Task<T> SendAsync<T>(Func<HttpRequestMessage> make, string? token, CancellationToken cancel)
    {
        using var request = make();
        Authorize(request, token);
        using var answer = await AskAsync(request, cancel).ConfigureAwait(false);
        try
        {
            return await answer.Content.ReadFromJsonAsync(ClientJson.InfoOf<T>(), cancel).ConfigureAwait(false)
                ?? throw new ChatException(ChatException.Unexpected, "The server's answer is empty.");
        }
        catch (Exception e) when (IsBroken(e, cancel))
        {
            throw Unreachable(e);
        }
        catch (JsonException e)
        {
            throw new ChatException(ChatException.Unexpected, "The server's answer is none of a ChatHub.", innerException: e);
        }
    }

    private async Task<HttpResponseMessage> AskAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        HttpResponseMessage answer;
        try
        {
            answer = await _http.SendAsync(request, cancel).ConfigureAwait(false);
        }
        catch (Exception e) when (IsBroken(e, cancel))
        {
            throw Unreachable(e);
        }

        if (answer.IsSuccessStatusCode)
            return answer;
        using (answer)
            throw await RefusalOfAsync(answer, cancel).ConfigureAwait(false);
    }

    private static async Task<ChatException> RefusalOfAsync(HttpResponseMessage answer, CancellationToken cancel)
    {
        var wait = answer.Headers.RetryAfter?.Delta is { } asked ? TimeSpan.FromTicks(Math.Min(asked.Ticks, LongestWait.Ticks)) : (TimeSpan?)null;
        try
        {
            var problem = await answer.Content.ReadFromJsonAsync(ClientJson.InfoOf<Problem>(), cancel).ConfigureAwait(false);
            if (problem?.Code is { } code)
                return new(code, problem.Detail ?? "", wait);
        }
        catch (Exception e) when (e is JsonException || IsBroken(e, cancel))
        {
            // Not the server's own words; a proxy's before it, perhaps.
        }

        return (int)answer.StatusCode is 408 or 429 or >= 500
            ? new(ChatException.Unreachable, $"The server answers {(int)answer.StatusCode}.", wait)
            : new(ChatException.Unexpected, $"The server answers {(int)answer.StatusCode}.");
    }

    private static void Authorize(HttpRequestMessage request, string? token)
    {
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    // An app's own handler fails in its own ways.
    private static bool IsBroken(Exception e, CancellationToken cancel) => e is HttpRequestException or IOException || (e is not (ChatException or JsonException) && !cancel.IsCancellationRequested);

    private static ChatException Unreachable(Exception cause) => new(ChatException.Unreachable, "The server cannot be reached.", innerException: cause);
}
