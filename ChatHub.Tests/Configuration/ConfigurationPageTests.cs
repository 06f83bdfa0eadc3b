using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using ChatHub.Api.Health;
using ChatHub.Api.Https;
using ChatHub.Api.Origins;
using ChatHub.Api.Proxies;
using ChatHub.Domain.Accounts;
using ChatHub.Domain.Limits;
using ChatHub.Domain.Translation;
using ChatHub.Infrastructure.Database;
using ChatHub.Infrastructure.Nodes;

namespace ChatHub.Tests.Configuration;

/// <summary>That docs/configuration.md says of every key what the server does with it.</summary>
public sealed class ConfigurationPageTests
{
    private static readonly Dictionary<string, object> Sections = new()
    {
        ["Auth"] = new AuthOptions(),
        ["Cors"] = new OriginOptions(),
        ["Database"] = new DatabaseOptions(),
        ["Https"] = new HttpsOptions(),
        ["Limits"] = new LimitOptions(),
        ["Metrics"] = new MetricsOptions(),
        ["Proxies"] = new ProxyOptions(),
        ["Redis"] = new RedisOptions(),
        ["Translation"] = new TranslationOptions(),
    };

    [Fact]
    public void ThePageHasEveryKeyAndNoOther()
        => Rows().Keys.Should().BeEquivalentTo(Keys().Select(key => key.Name).Concat(["Urls", "DataDirectory"]));

    [Fact]
    public void ThePageHasTheDefaultsAndRangesOfTheServer()
    {
        var rows = Rows();
        foreach (var (name, property, value) in Keys())
        {
            if (property.GetCustomAttribute<RangeAttribute>() is { } range)
                rows[name].Values.Should().Be($"{range.Minimum} to {range.Maximum}", "of the range of {0}", name);
            if (value is int or bool or Enum)
                rows[name].Default.Should().BeEquivalentTo($"`{Convert.ToString(value, CultureInfo.InvariantCulture)}`", "of the default of {0}", name);
            if (value is Enum)
                rows[name].Values.Should().Be(string.Join(", ", Enum.GetNames(value.GetType()).Select(word => $"`{word}`")), "of the words of {0}", name);
        }
    }

    private static IEnumerable<(string Name, PropertyInfo Property, object? Default)> Keys()
        => Sections.SelectMany(section => section.Value.GetType().GetProperties()
            .Select(property => ($"{section.Key}:{property.Name}", property, property.GetValue(section.Value))));

    private static Dictionary<string, (string Default, string Values)> Rows() => File
        .ReadLines(Path.Combine(AppContext.BaseDirectory, "docs", "configuration.md"))
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
        .ToDictionary(cells => cells[1].Trim('`'), cells => (cells[2], cells[3]));
}
