using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace ChatHub.Api.Configuration;

/// <summary>
/// Reads a section into its options class and notes every fault, where the framework's binder would stop at the first
/// and let a mistyped key pass.
/// </summary>
internal sealed class SectionReader(IConfiguration configuration, List<string> faults)
{
    public T Read<T>(string name)
        where T : new()
    {
        var section = configuration.GetSection(name);
        var properties = typeof(T).GetProperties().ToDictionary(property => property.Name, StringComparer.OrdinalIgnoreCase);
        foreach (var key in section.GetChildren().Where(key => !properties.ContainsKey(key.Key)))
            faults.Add($"{key.Path}: there is no such key; the section {name} has {string.Join(", ", properties.Keys.Order(StringComparer.Ordinal))}.");

        var options = new T();
        foreach (var property in properties.Values)
            Read(section.GetSection(property.Name), property, options);
        return options;
    }

    private void Read(IConfigurationSection key, PropertyInfo property, object options)
    {
        var isList = property.PropertyType == typeof(IReadOnlyList<string>);
        if (!isList && key.GetChildren().Any())
            faults.Add($"{key.Path}: must be a single value.");
        else if (isList && key.Exists())
            property.SetValue(options, ReadList(key));
        else if (!string.IsNullOrEmpty(key.Value))
            ReadValue(key.Path, key.Value, property, options);
    }

    /// <summary>A list, or one string with spaces between: environment variables and command lines have no better way to say it.</summary>
    // A list's own value is empty, not null, where a provider tells an empty list from none.
    private static string[] ReadList(IConfigurationSection key) => key.Value is { Length: > 0 } joined
        ? joined.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        : key.GetChildren().Select(item => item.Value ?? "").Where(item => item.Length > 0).ToArray();

    private void ReadValue(string path, string text, PropertyInfo property, object options)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (type == typeof(string))
            property.SetValue(options, text);
        else if (type == typeof(bool))
            Set(bool.TryParse(text, out var flag), flag, "'true' or 'false'");
        else if (type == typeof(Uri))
            Set(Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https", uri, "an http or https address");
        else if (type.IsEnum)
            Set(TryParseName(type, text, out var word), word, $"one of {string.Join(", ", Enum.GetNames(type))}");
        else
            ReadNumber();

        void ReadNumber()
        {
            var range = property.GetCustomAttribute<RangeAttribute>() ?? throw new InvalidOperationException($"{path} has no range.");
            Set(int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && range.IsValid(number), number,
                $"a whole number from {range.Minimum} to {range.Maximum}");
        }

        void Set(bool isGood, object? value, string expected)
        {
            if (isGood)
                property.SetValue(options, value);
            else
                faults.Add($"{path}: '{text}' must be {expected}.");
        }
    }

    // Enum.TryParse would also take numbers.
    private static bool TryParseName(Type type, string text, out object? value)
    {
        var name = Array.Find(Enum.GetNames(type), name => name.Equals(text, StringComparison.OrdinalIgnoreCase));
        value = name is null ? null : Enum.Parse(type, name);
        return name is not null;
    }
}
