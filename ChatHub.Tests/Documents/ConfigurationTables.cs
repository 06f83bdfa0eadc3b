using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text;
using ChatHub.Api.Documents;
using ChatHub.Api.Health;
using ChatHub.Api.Https;
using ChatHub.Api.Origins;
using ChatHub.Api.Proxies;
using ChatHub.Domain.Accounts;
using ChatHub.Domain.Limits;
using ChatHub.Domain.Translation;
using ChatHub.Infrastructure.Database;
using ChatHub.Infrastructure.Nodes;

namespace ChatHub.Tests.Documents;

/// <summary>The tables of docs/configuration.md, a section each, from the options classes: their defaults, ranges and XML docs.</summary>
internal static class ConfigurationTables
{
    private const string Begin = "<!-- made from the code, CONTRIBUTING.md says how -->\n";
    private const string End = "<!-- to here -->\n";

    private static readonly (string Name, object Defaults)[] Sections =
    [
        ("Database", new DatabaseOptions()),
        ("Redis", new RedisOptions()),
        ("Auth", new AuthOptions()),
        ("Translation", new TranslationOptions()),
        ("Limits", new LimitOptions()),
        ("Cors", new OriginOptions()),
        ("Https", new HttpsOptions()),
        ("Proxies", new ProxyOptions()),
        ("Metrics", new MetricsOptions()),
    ];

    private static readonly XmlDocs Docs = new(Sections.Select(section => section.Defaults.GetType().Assembly));

    /// <summary>The page with the tables as they would be made now, and everything else as it is.</summary>
    public static string PutInto(string page)
    {
        var (begin, end) = (page.IndexOf(Begin, StringComparison.Ordinal), page.IndexOf(End, StringComparison.Ordinal));
        return page[..(begin + Begin.Length)] + string.Concat(Sections.Select(section => Table(section.Name, section.Defaults))) + "\n" + page[end..];
    }

    private static string Table(string section, object defaults)
    {
        var table = new StringBuilder($"\n### The section `{section}`\n\n{WithoutName(Docs.Of(defaults.GetType()))}\n\n| key | default | values | |\n|---|---|---|---|\n");
        foreach (var property in defaults.GetType().GetProperties())
            table.Append(CultureInfo.InvariantCulture, $"| `{section}:{property.Name}` | {Default(property.GetValue(defaults))} | {Values(property)} | {Docs.Of(property)} |\n");
        return table.ToString();
    }

    // "The section `Auth`: who may …" under the heading Auth.
    private static string WithoutName(string summary)
    {
        var colon = summary.IndexOf(": ", StringComparison.Ordinal);
        return colon < 0 ? summary : char.ToUpperInvariant(summary[colon + 2]) + summary[(colon + 3)..];
    }

    private static string Default(object? value) => value switch
    {
        null or IEnumerable and not string => "none",
        bool flag => flag ? "`true`" : "`false`",
        _ => $"`{Convert.ToString(value, CultureInfo.InvariantCulture)}`",
    };

    private static string Values(PropertyInfo property)
    {
        if (property.GetCustomAttribute<RangeAttribute>() is { } range)
            return $"{range.Minimum} to {range.Maximum}";
        if (property.PropertyType == typeof(bool))
            return "`true`, `false`";
        if (property.PropertyType.IsEnum)
            return string.Join(", ", Enum.GetNames(property.PropertyType).Select(name => $"`{name}`"));
        return Docs.ValueOf(property) ?? throw new InvalidOperationException($"{property.Name} does not say in its XML docs what values it takes.");
    }
}
