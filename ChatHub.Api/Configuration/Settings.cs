using ChatHub.Api.Health;
using ChatHub.Api.Https;
using ChatHub.Api.Origins;
using ChatHub.Api.Proxies;
using ChatHub.Domain.Accounts;
using ChatHub.Domain.Limits;
using ChatHub.Domain.Translation;
using ChatHub.Infrastructure;
using ChatHub.Infrastructure.Database;
using ChatHub.Infrastructure.Nodes;

namespace ChatHub.Api.Configuration;

/// <summary>All that can be configured, checked before anything is started.</summary>
internal sealed record Settings(
    string DataDirectory, AuthOptions Auth, DatabaseOptions Database, LimitOptions Limits, TranslationOptions Translation, OriginOptions Cors, ProxyOptions Proxies,
    HttpsOptions Https)
{
    private const int MinServerKey = 32;

    /// <exception cref="StartupException">Names every fault: wrong values, keys that do not exist, and what this version cannot do yet.</exception>
    public static Settings Read(IConfiguration configuration, string contentRoot)
    {
        var faults = new List<string>();
        var reader = new SectionReader(configuration, faults);
        var settings = new Settings(
            configuration["DataDirectory"] is { Length: > 0 } path ? path : "data",
            reader.Read<AuthOptions>("Auth"),
            reader.Read<DatabaseOptions>("Database"),
            reader.Read<LimitOptions>("Limits"),
            reader.Read<TranslationOptions>("Translation"),
            reader.Read<OriginOptions>("Cors"),
            reader.Read<ProxyOptions>("Proxies"),
            reader.Read<HttpsOptions>("Https"));
        settings.Check(reader.Read<RedisOptions>("Redis"), reader.Read<MetricsOptions>("Metrics"), faults);
        CheckUrls(configuration["Urls"], faults);
        faults.AddRange(ProxySetup.Check(settings.Proxies, configuration));
        faults.AddRange(HttpsSetup.Check(configuration, contentRoot));
        if (faults.Count > 0)
            throw new StartupException("The configuration is not valid:" + string.Concat(faults.Select(fault => Environment.NewLine + "  " + fault)));
        return settings;
    }

    public void Register(IServiceCollection services)
        => services.AddSingleton(Auth).AddSingleton(Database).AddSingleton(Limits).AddSingleton(Translation).AddSingleton(Cors).AddSingleton(Proxies).AddSingleton(Https);

    private void Check(RedisOptions redis, MetricsOptions metrics, List<string> faults)
    {
        faults.AddRange(Cors.Origins.Where(origin => !OriginPolicy.IsOrigin(origin))
            .Select(origin => $"Cors:Origins: '{origin}' must be an origin, such as https://example.com, without a path."));
        faults.AddRange(Auth.Admins.Where(name => Username.Check(name, out _) is not null).Select(name => $"Auth:Admins: '{name}' is not a username."));
        if (Auth.ServerKeys.Any(key => key.Length < MinServerKey || !IsPrintable(key)))
            faults.Add($"Auth:ServerKeys: each must be {MinServerKey} or more characters of printable ASCII without spaces.");
        CheckTranslation(faults);

        // Known, so that nobody takes them for working; each goes when its feature comes.
        if (redis.ConnectionString is not null)
            faults.Add("Redis:ConnectionString: this version runs as a single node.");
        if (metrics.Public)
            faults.Add("Metrics:Public: this version has no metrics yet.");
    }

    private void CheckTranslation(List<string> faults)
    {
        if (Translation is { Endpoint: null, Provider: TranslationProvider.LibreTranslate or TranslationProvider.Apertium })
            faults.Add($"Translation:Endpoint: must be the address of the server, with Translation:Provider={Translation.Provider}.");
        // It goes into a header; and what a copied key has too much, a line's end, cannot be seen.
        if (Translation is { Provider: TranslationProvider.OpenAi, Endpoint.UserInfo.Length: > 0 })
            faults.Add("Translation:Endpoint: must hold no user name with Translation:Provider=OpenAi; the key goes into Translation:ApiKey.");
        if (Translation.ApiKey is { } key && !IsPrintable(key))
            faults.Add("Translation:ApiKey: must be printable ASCII without spaces.");
    }

    private static bool IsPrintable(string text) => text.All(letter => letter is > ' ' and <= '~');

    private static void CheckUrls(string? urls, List<string> faults)
    {
        foreach (var url in (urls ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            try
            {
                BindingAddress.Parse(url);
            }
            catch (FormatException)
            {
                faults.Add($"Urls: '{url}' must be an address such as http://localhost:5000.");
            }
        }
    }
}
