using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using ChatHub.Api.Documents;
using ChatHub.Contracts;
using Microsoft.AspNetCore.Mvc;

namespace ChatHub.Tests.Documents;

/// <summary>The types of the wire in TypeScript, from the same schemas as the AsyncAPI document, and those of the HTTP interface beside them.</summary>
internal static class TypeScriptFile
{
    private const string Head = "// Made from the server's code; CONTRIBUTING.md says how. What a client may rely on is in docs/protocol.md.\n";

    private static readonly XmlDocs Docs = HubDocuments.Docs();

    public static string Make()
    {
        var schemas = new WireSchemas(Docs);
        var (methods, calls) = (HubInterface.Methods(Docs).ToList(), HubInterface.Calls(Docs).ToList());
        foreach (var type in methods.Select(method => method.Argument).Concat(Bodies()))
            schemas.Sent(type);
        foreach (var type in Records())
            schemas.Got(type);
        schemas.ReferTo(WordLists.ErrorCodes);

        var file = new StringBuilder(Head);
        foreach (var (name, schema) in schemas.Components.OrderBy(component => component.Value!["properties"] is not null))
            file.Append('\n').Append(schema!["properties"] is null ? Words(name, schema) : Interface(name, schema));
        file.Append('\n').Append(Page());
        file.Append('\n').Append(Functions("HubMethods", "What clients call on the hub.", methods.Select(method => (method, $"(request: {WireSchemas.NameOf(method.Argument)}) => Promise<{(method.Result is null ? "void" : WireSchemas.NameOf(method.Result))}>"))));
        file.Append('\n').Append(Functions("HubCalls", "What the server calls on clients.", calls.Select(call => (call, $"(argument: {WireSchemas.NameOf(call.Argument)}) => void"))));
        return file.ToString();
    }

    private static IEnumerable<Type> Records() => typeof(IChatClient).Assembly.GetExportedTypes()
        .Where(type => type is { IsClass: true, IsGenericType: false } && type.GetMethod("<Clone>$") is not null).OrderBy(type => type.Name, StringComparer.Ordinal);

    private static IEnumerable<Type> Bodies() => typeof(Program).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(ControllerBase)))
        .SelectMany(controller => controller.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly))
        .SelectMany(action => action.GetParameters()).Select(parameter => parameter.ParameterType).Where(Records().Contains);

    private static string Words(string name, JsonNode schema)
    {
        var (list, isOpen) = ($"{char.ToLowerInvariant(name[0])}{name[1..]}s", schema["anyOf"] is not null);
        var words = WireSchemas.WordsOf(schema).Select(word => $"\n  \"{word}\",");
        return $"/** {schema["description"]} */\nexport const {list} = [{string.Concat(words)}\n] as const;\nexport type {name} = (typeof {list})[number]{(isOpen ? " | (string & {})" : "")};\n";
    }

    private static string Interface(string name, JsonNode schema)
    {
        var required = schema["required"]!.AsArray().Select(field => (string)field!).ToHashSet(StringComparer.Ordinal);
        var fields = schema["properties"]!.AsObject().Select(field => $"  /** {field.Value!["description"]} */\n  {field.Key}{(required.Contains(field.Key) ? "" : "?")}: {TypeOf(field.Value!)};\n");
        return $"/** {schema["description"]} */\nexport interface {name} {{\n{string.Concat(fields)}}}\n";
    }

    private static string Page()
    {
        var (items, next) = (typeof(ItemsDto<>).GetProperty(nameof(ItemsDto<object>.Items))!, typeof(ItemsDto<>).GetProperty(nameof(ItemsDto<object>.Next))!);
        return $"/** {Docs.Of(typeof(ItemsDto<>))} */\nexport interface Items<T> {{\n  /** {Docs.Of(items)} */\n  items: T[];\n  /** {Docs.Of(next)} */\n  next?: string;\n}}\n";
    }

    private static string Functions(string name, string summary, IEnumerable<(HubCall Call, string Type)> functions)
        => $"/** {summary} */\nexport interface {name} {{\n{string.Concat(functions.Select(function => $"  /** {function.Call.Summary} */\n  {function.Call.Name}: {function.Type};\n"))}}}\n";

    private static string TypeOf(JsonNode schema)
    {
        if (schema["$ref"] is { } reference)
            return ((string)reference!).Split('/')[^1];
        if ((schema["allOf"] ?? schema["oneOf"]) is JsonArray parts)
            return string.Join(" | ", parts.Select(part => TypeOf(part!)));
        return schema["type"] is JsonArray types ? string.Join(" | ", types.Select(type => Plain((string)type!, schema))) : Plain((string)schema["type"]!, schema);
    }

    private static string Plain(string type, JsonNode schema) => type switch
    {
        "array" => $"{TypeOf(schema["items"]!)}[]",
        "object" => $"Record<string, {TypeOf(schema["additionalProperties"]!)}>",
        "integer" => "number",
        _ => type,
    };
}
