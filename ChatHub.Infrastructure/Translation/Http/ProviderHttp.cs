using System.Text.Json;

namespace ChatHub.Infrastructure.Translation.Http;

/// <summary>Asks the provider for JSON. Safe for any number of callers.</summary>
internal sealed class ProviderHttp(IHttpClientFactory clients)
{
    public HttpClient Client { get; } = clients.CreateClient(ProviderClient.Name);

    /// <summary>Asks <paramref name="path"/>, below the endpoint, and reads what is needed out of the answer.</summary>
    /// <exception cref="ChatHub.Domain.Translation.TranslatorException">No answer, a refusal, or not the answer that <paramref name="read"/> expects.</exception>
    public async Task<T> GetAsync<T>(string path, Func<JsonElement, T> read, CancellationToken cancel, string? bearer = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (bearer is not null)
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {bearer}");
        return await AskAsync(request, read, cancel);
    }

    /// <inheritdoc cref="GetAsync"/>
    public async Task<T> PostAsync<T>(string path, HttpContent content, Func<JsonElement, T> read, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        return await AskAsync(request, read, cancel);
    }

    private async Task<T> AskAsync<T>(HttpRequestMessage request, Func<JsonElement, T> read, CancellationToken cancel)
    {
        try
        {
            using var answer = await Client.SendAsync(request, cancel);
            if (!answer.IsSuccessStatusCode)
                throw ProviderFault.Of(answer.StatusCode);
            return AnswerJson.Read(await answer.Content.ReadAsByteArrayAsync(cancel), read);
        }
        catch (Exception e) when (ProviderFault.IsKnown(e))
        {
            throw ProviderFault.Of(e);
        }
    }
}
