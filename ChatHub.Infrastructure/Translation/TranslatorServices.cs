using ChatHub.Domain.Translation;
using ChatHub.Infrastructure.Translation.Apertium;
using ChatHub.Infrastructure.Translation.Http;
using ChatHub.Infrastructure.Translation.LibreTranslate;
using ChatHub.Infrastructure.Translation.OpenAi;
using Microsoft.Extensions.DependencyInjection;

namespace ChatHub.Infrastructure.Translation;

/// <summary>Which class stands behind <see cref="ITranslator"/>.</summary>
internal static class TranslatorServices
{
    public static void AddTranslator(this IServiceCollection services, TranslationOptions options)
    {
        services.AddSingleton<TranslatorState>();
        switch (options.Provider)
        {
            case TranslationProvider.None:
                services.AddSingleton<ITranslator, NoTranslator>();
                return;
            case TranslationProvider.Pseudo:
                services.AddSingleton<ITranslator, PseudoTranslator>();
                break;
            case TranslationProvider.LibreTranslate:
                services.AddRemote<LibreTranslator>(options);
                break;
            case TranslationProvider.Apertium:
                services.AddRemote<ApertiumTranslator>(options);
                break;
            case TranslationProvider.OpenAi:
                services.AddRemote<OpenAiTranslator>(options);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(options), options.Provider, "There is no such provider.");
        }

        services.AddHostedService<TranslatorWatch>();
        services.AddHealthChecks().AddCheck<TranslatorHealth>("translation");
    }

    private static void AddRemote<T>(this IServiceCollection services, TranslationOptions options)
        where T : class, ITranslator
    {
        services.AddProviderClient(options);
        services.AddSingleton<ProviderHttp>();
        services.AddSingleton<ITranslator, T>();
    }
}
