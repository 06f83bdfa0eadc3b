using System.ClientModel;
using System.ClientModel.Primitives;
using System.Net;
using System.Text.Json;
using ChatHub.Domain.Translation;
using ChatHub.Infrastructure.Translation.Http;
using Microsoft.Extensions.AI;
using OpenAI;

namespace ChatHub.Infrastructure.Translation.OpenAi;

/// <summary>A language model behind any server that speaks OpenAI's chat completions. It detects any language.</summary>
internal sealed class OpenAiTranslator(ProviderHttp http, TranslationOptions options) : ITranslator, ITranslatorTrial, IDisposable
{
    // The library insists on a key; Ollama and its like do not, and ignore it.
    private const string NoKey = "none";

    private readonly ChatOptions _chat = new() { Temperature = 0, ResponseFormat = ChatResponseFormat.Json };
    private readonly IChatClient _client = Connect(http, options.Model, options.ApiKey ?? NoKey);

    public string Name => nameof(TranslationProvider.OpenAi);

    public bool IsEnabled => true;

    public bool IsLocal => options.Local;

    public bool CanDetect => true;

    public bool UsesContext => true;

    public bool ListsWithoutKey => false;

    public void Dispose() => _client.Dispose();

    /// <summary>
    /// The well-known ones: it would take any, but then whoever asks in ever other languages would have everything translated ever again. It asks for the models only to see that
    /// endpoint and key are good.
    /// </summary>
    public Task<IReadOnlyList<string>?> ListLanguagesAsync(CancellationToken cancel)
        => http.GetAsync("models", ReadModels, cancel, bearer: options.ApiKey ?? NoKey);

    public async Task<IReadOnlyList<TranslatedText>> TranslateAsync(TranslationBatch batch, CancellationToken cancel)
        => OpenAiPrompt.Read(batch, await AskAsync(batch, cancel));

    public Task TryAsync(CancellationToken cancel) => TranslateAsync(new TranslationBatch("en", "es", ["Hello"]), cancel);

    private static IReadOnlyList<string>? ReadModels(JsonElement answer)
    {
        _ = answer.GetProperty("data").GetArrayLength();
        return WellKnownLanguages.List;
    }

    private static IChatClient Connect(ProviderHttp http, string model, string key) => new OpenAIClient(new ApiKeyCredential(key), new OpenAIClientOptions
    {
        Endpoint = http.Client.BaseAddress,
        Transport = new HttpClientPipelineTransport(http.Client),
        // Retries and timeouts are those of the transport.
        RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
        NetworkTimeout = Timeout.InfiniteTimeSpan,
        ClientLoggingOptions = new ClientLoggingOptions { EnableLogging = false },
    }).GetChatClient(model).AsIChatClient();

    private async Task<string> AskAsync(TranslationBatch batch, CancellationToken cancel)
    {
        try
        {
            return (await _client.GetResponseAsync(OpenAiPrompt.For(batch), _chat, cancel)).Text;
        }
        catch (ClientResultException e) when (e.Status == (int)HttpStatusCode.NotFound)
        {
            throw ProviderFault.BadAnswer("It answers a chat with the status 404: it may not have the model that Translation:Model names.");
        }
        catch (ClientResultException e) when (e.Status > 0)
        {
            throw ProviderFault.Of((HttpStatusCode)e.Status);
        }
        catch (ClientResultException e) when (e.InnerException is not null)
        {
            throw ProviderFault.Of(e.InnerException);
        }
        catch (Exception e) when (ProviderFault.IsKnown(e) || IsOtherShape(e))
        {
            throw ProviderFault.Of(e);
        }
    }

    /// <summary>What the library throws at JSON that is no chat completion.</summary>
    private static bool IsOtherShape(Exception e)
        => e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException or NotSupportedException;
}
