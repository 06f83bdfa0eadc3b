using System.Reflection;
using System.Text.Json.Nodes;
using ChatHub.Api.Documents;
using ChatHub.Api.Wire;
using ChatHub.Contracts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace ChatHub.Api.Swagger;

/// <summary>What Swashbuckle cannot know of our shapes: which fields must be there, which words a field may hold, and what a problem of ours looks like.</summary>
internal sealed class ContractSchemas : ISchemaFilter
{
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (schema is not OpenApiSchema shape)
            return;
        if (context.MemberInfo is PropertyInfo property && WordLists.Of(property) is { IsOpen: false } words)
            shape.Enum = Words(words);
        else if (context.MemberInfo is null && context.Type.Assembly == typeof(WireJson).Assembly && shape.Properties is { Count: > 0 })
            Require(shape, context.Type);
        else if (context.Type == typeof(ProblemDetails))
            Describe(shape);
    }

    private static void Require(OpenApiSchema shape, Type type)
    {
        var required = ServerJson.Options.GetTypeInfo(type).Properties.Where(field => !WireField.IsOptional(field)).Select(field => field.Name).ToHashSet(StringComparer.Ordinal);
        shape.Required = required;
        // What must be sent is never null, though the server reads it as such to refuse it in its own words.
        foreach (var field in shape.Properties!.Where(field => type.Name.EndsWith("Request", StringComparison.Ordinal) && required.Contains(field.Key)).Select(field => field.Value).OfType<OpenApiSchema>())
            field.Type &= ~JsonSchemaType.Null;
    }

    // RFC 9457, with the members that are ours.
    private static void Describe(OpenApiSchema problem)
    {
        problem.Description = "Why a call was refused (RFC 9457). Rely on `code`.";
        problem.AdditionalPropertiesAllowed = false;
        problem.Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
        {
            ["type"] = Text("`urn:chathub:error:` and the code."),
            ["title"] = Text("A sentence for people about the code."),
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32", Description = "The status of the answer." },
            ["detail"] = Text("A sentence for people about this call."),
            ["code"] = new OpenApiSchema { Type = JsonSchemaType.String, Enum = Words(WordLists.ErrorCodes), Description = "The stable word. More may come." },
            ["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } },
                Description = "What is wrong with which field, where the request itself is at fault; else absent.",
            },
        };
        problem.Required = problem.Properties.Keys.Where(name => name != "errors").ToHashSet(StringComparer.Ordinal);
    }

    private static OpenApiSchema Text(string description) => new() { Type = JsonSchemaType.String, Description = description };

    private static List<JsonNode> Words(WordList words) => words.Words.Select(word => (JsonNode)word).ToList();
}
