using ChatHub.Domain.Translation;
using ChatHub.Infrastructure.Translation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatHub.Tests.Support;

/// <summary>A translator as the server makes it, without the server, and all that is logged around it.</summary>
internal sealed class TestTranslator : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private TestTranslator(TranslationOptions options)
    {
        var services = new ServiceCollection();
        services.AddSingleton(options);
        services.AddSingleton<TimeProvider>(Time);
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Logs));
        services.AddTranslator(options);
        _services = services.BuildServiceProvider();
    }

    public ITranslator Translator => _services.GetRequiredService<ITranslator>();

    public LogRecorder Logs { get; } = new();

    /// <summary>The server's clock, for setting it forward.</summary>
    public ShiftedTime Time { get; } = new();

    public static TestTranslator Make(TranslationOptions options) => new(options);

    /// <summary>What a translation fails with.</summary>
    public async Task<TranslatorException> FailsAsync(string? source, string target, params string[] texts)
        => (await FluentActions.Awaiting(() => TranslateAsync(source, target, texts)).Should().ThrowAsync<TranslatorException>()).Which;

    public Task<IReadOnlyList<TranslatedText>> TranslateAsync(string? source, string target, params string[] texts)
        => Translator.TranslateAsync(new TranslationBatch(source, target, texts), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Logs.Dispose();
    }
}
