using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatHub.Fuzz;

/// <summary>Good calls of all methods of a hub, by reflection: a new method, or a new field, is among them by itself.</summary>
public sealed class HubCorpus(Type hub)
{
    private readonly IReadOnlyList<MethodInfo> _methods =
        [.. hub.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly).Where(method => method.GetBaseDefinition() == method).OrderBy(method => method.Name, StringComparer.Ordinal)];

    public IReadOnlyList<string> Methods => [.. _methods.Select(method => method.Name)];

    public JsonObject NewArgument(string method, Random random)
        => Fill(_methods.Single(candidate => candidate.Name == method).GetParameters().Single().ParameterType, random);

    /// <summary>Whether a hub method answers without one argument of ours is not asked: fields that are optional are left out now and then.</summary>
    private static JsonObject Fill(Type record, Random random)
    {
        var map = new JsonObject();
        foreach (var property in record.GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(property => property.CanWrite))
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            if (IsOptional(name) && random.OnceIn(2))
                continue;
            map[name] = type.Assembly == record.Assembly ? Fill(type, random) : Samples.Of(name, Word(type), random);
        }

        return map;
    }

    private static bool IsOptional(string name) => name is "after" or "backlog" or "translations" or "clientMessageId" or "replyTo" or "language";

    private static string Word(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.String => "string",
        TypeCode.Boolean => "boolean",
        TypeCode.Int32 or TypeCode.Int64 or TypeCode.Double => "integer",
        _ => "object",
    };
}
