using ChatHub.Domain.Translation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Logging.Abstractions;
using Polly;
using Polly.Timeout;

namespace ChatHub.Infrastructure.Translation.Http;

/// <summary>
/// The one HTTP client of the translator, and what it does about a provider that fails: quick failures are tried again, a slow one is given up at the
/// timeout, and one that fails again and again is left alone for a while. From the outside in: patience, timeout of all, retry, breaker, timeout of an
/// attempt, the whole answer.
/// </summary>
internal static class ProviderClient
{
    public const string Name = "translator";

    /// <summary>How long a provider is left alone before one request may try whether it works again.</summary>
    public static readonly TimeSpan Break = TimeSpan.FromSeconds(5);

    /// <summary>Of all the time, what one attempt may take: so much less that the breaker is told of an attempt that hangs, not only the caller.</summary>
    private const double AttemptShare = 0.9;

    private const int Retries = 2;

    /// <summary>Of all the time, the first pause before a retry; the second is twice as long. Both leave time enough for the retries.</summary>
    private const double PauseShare = 0.02;

    public static void AddProviderClient(this IServiceCollection services, TranslationOptions options)
    {
        // It keeps what the retries and the breaker know, so it is made once; it is the connections that are renewed, for changes in the DNS.
        var client = services.AddHttpClient(Name).SetHandlerLifetime(Timeout.InfiniteTimeSpan).RemoveAllLoggers();
        client.ConfigureHttpClient(http =>
        {
            http.BaseAddress = ProviderEndpoint.Of(options);
            http.DefaultRequestHeaders.Authorization = ProviderEndpoint.CredentialsOf(options);
            // The pipeline's timeouts say who was too slow; this one would only say "cancelled".
            http.Timeout = Timeout.InfiniteTimeSpan;
        });
        client.ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        });
        client.AddHttpMessageHandler(provider => new PatienceHandler(provider.GetRequiredService<TimeProvider>()));
        client.AddResilienceHandler(Name, (pipeline, context) =>
        {
            pipeline.TimeProvider = context.ServiceProvider.GetRequiredService<TimeProvider>();
            // It would log each attempt with its exception. What fails is logged once, by those who ask.
            pipeline.ConfigureTelemetry(NullLoggerFactory.Instance);
            Configure(pipeline, TimeSpan.FromSeconds(options.TimeoutSeconds));
        });
        client.AddHttpMessageHandler(() => new WholeAnswerHandler());
    }

    private static void Configure(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, TimeSpan total)
    {
        pipeline.AddTimeout(new HttpTimeoutStrategyOptions { Timeout = total });
        pipeline.AddRetry(new HttpRetryStrategyOptions
        {
            MaxRetryAttempts = Retries,
            Delay = total * PauseShare,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldHandle = args => ValueTask.FromResult(args.Outcome switch
            {
                { Exception: HttpRequestException } => true,
                // A longer wait than all retries have time for would end in a timeout, which says less than the answer.
                { Result: { } answer } when answer.GetRetryAfter(pipeline.TimeProvider!) > total / (Retries + 1) => false,
                { Result: { } answer } => answer.IsRateLimit() || answer.IsFailure(),
                _ => false,
            }),
        });
        var attempt = total * AttemptShare;
        pipeline.AddCircuitBreaker(new HttpCircuitBreakerStrategyOptions
        {
            FailureRatio = 0.5,
            MinimumThroughput = 5,
            SamplingDuration = Max(TimeSpan.FromSeconds(30), 2 * total),
            BreakDuration = Break,
            // Not 429: who asks for patience works.
            ShouldHandle = args => ValueTask.FromResult(args.Outcome switch
            {
                { Exception: HttpRequestException or TimeoutRejectedException } => true,
                { Result: { } answer } => answer.IsFailure(),
                _ => false,
            }),
        });
        pipeline.AddTimeout(new HttpTimeoutStrategyOptions { Timeout = attempt });
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
