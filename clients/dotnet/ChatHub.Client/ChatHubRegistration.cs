using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatHub.Client;

/// <summary>Puts the client among an app's services.</summary>
public static class ChatHubRegistration
{
    /// <summary>Registers one <see cref="ChatClientProvider"/>, which connects when it is first asked, and ends with the app.</summary>
    /// <param name="services">The app's services.</param>
    /// <param name="configure">Says where to connect, and as whom.</param>
    public static IServiceCollection AddChatHub(this IServiceCollection services, Action<ChatClientOptions> configure)
        => services.AddChatHub((options, _) => configure(options));

    /// <summary>Registers one <see cref="ChatClientProvider"/>, which connects when it is first asked, and ends with the app.</summary>
    /// <param name="services">The app's services.</param>
    /// <param name="configure">Says where to connect, and as whom, with other services of the app.</param>
    public static IServiceCollection AddChatHub(this IServiceCollection services, Action<ChatClientOptions, IServiceProvider> configure)
        => services.AddSingleton(provider =>
        {
            var options = new ChatClientOptions { LoggerFactory = provider.GetService<ILoggerFactory>() };
            configure(options, provider);
            return new ChatClientProvider(options);
        });
}
