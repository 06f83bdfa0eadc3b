using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ChatHub.Api.Documents;

/// <summary>What the code says of itself: the XML docs of some assemblies, as the compiler wrote them beside these, in Markdown.</summary>
internal sealed partial class XmlDocs
{
    private readonly Dictionary<string, XElement> _members;

    public XmlDocs(params IEnumerable<Assembly> assemblies) => _members = assemblies.Distinct()
        .SelectMany(assembly => XDocument.Load(Path.Combine(AppContext.BaseDirectory, $"{assembly.GetName().Name}.xml")).Descendants("member"))
        // The compiler's own are in every assembly.
        .DistinctBy(member => (string)member.Attribute("name")!, StringComparer.Ordinal)
        .ToDictionary(member => (string)member.Attribute("name")!, StringComparer.Ordinal);

    /// <exception cref="InvalidOperationException">The type has no summary.</exception>
    public string Of(Type type) => Text(Member(type)?.Element("summary")) ?? throw new InvalidOperationException($"{type} has no summary.");

    /// <summary>What a record says of a parameter, which is a property of it, too; or what a property says of itself.</summary>
    /// <exception cref="InvalidOperationException">Neither does.</exception>
    public string Of(PropertyInfo property)
    {
        var parameter = Member(property.DeclaringType!)?.Elements("param").FirstOrDefault(param => (string?)param.Attribute("name") == property.Name);
        return Text(parameter ?? Member(property)?.Element("summary"))
            ?? throw new InvalidOperationException($"{property.DeclaringType}.{property.Name} has no description.");
    }

    /// <summary>What a property says of its values; null if nothing.</summary>
    public string? ValueOf(PropertyInfo property) => Text(Member(property)?.Element("value"));

    /// <exception cref="InvalidOperationException">The method has no summary.</exception>
    public string Of(MethodInfo method) => Text(Member(method).Element("summary")) ?? throw new InvalidOperationException($"{method} has no summary.");

    /// <summary>What a method says of its refusals; null if nothing.</summary>
    public string? RefusalsOf(MethodInfo method) => Text(Member(method).Element("exception"));

    private XElement? Member(Type type) => _members.GetValueOrDefault($"T:{IdOf(type)}");

    private XElement? Member(PropertyInfo property) => _members.GetValueOrDefault($"P:{IdOf(property.DeclaringType!)}.{property.Name}");

    // No method of an interface between programs has overloads.
    private XElement Member(MethodInfo method)
    {
        var id = $"M:{IdOf(method.DeclaringType!)}.{method.Name}";
        return _members.FirstOrDefault(member => member.Key == id || member.Key.StartsWith(id + "(", StringComparison.Ordinal)).Value ?? throw new InvalidOperationException($"{id} has no docs.");
    }

    private static string IdOf(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    private static string? Text(XElement? element)
    {
        if (element is null)
            return null;
        var text = new StringBuilder();
        foreach (var node in element.Nodes())
        {
            if (node is XText words)
                text.Append(words.Value);
            else if (node is XElement part)
                text.Append('`').Append(part.Attribute("cref") is { } reference ? reference.Value.Split('.', ':')[^1] : part.Value).Append('`');
        }

        return Spaces().Replace(text.ToString(), " ").Trim();
    }

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Spaces();
}
