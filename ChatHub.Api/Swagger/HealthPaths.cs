using ChatHub.Api.Health;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace ChatHub.Api.Swagger;

/// <summary>The health checks, which no controller answers.</summary>
internal sealed class HealthPaths : IDocumentFilter
{
    public void Apply(OpenApiDocument document, DocumentFilterContext context)
    {
        var report = context.SchemaGenerator.GenerateSchema(typeof(HealthDto), context.SchemaRepository);
        Add(HealthEndpoints.LivePath, "Whether the process answers.", ("200", "It does."));
        Add(
            HealthEndpoints.ReadyPath, "Whether the server can serve, and the state of each thing that it depends on.",
            ("200", "It can; `degraded` where something fails that it can do without for a while."), ("503", "`unavailable`: it cannot. With `Retry-After`."));

        void Add(string path, string summary, params (string Status, string Description)[] answers) => document.Paths[path] = new OpenApiPathItem
        {
            Operations = new()
            {
                [HttpMethod.Get] = new OpenApiOperation
                {
                    Summary = summary,
                    Tags = new HashSet<OpenApiTagReference> { new("Health", document) },
                    Responses = Answers(report, answers),
                },
            },
        };
    }

    private static OpenApiResponses Answers(IOpenApiSchema report, (string Status, string Description)[] answers)
    {
        var responses = new OpenApiResponses();
        foreach (var (status, description) in answers)
        {
            responses[status] = new OpenApiResponse
            {
                Description = description,
                Content = new Dictionary<string, IOpenApiMediaType>(StringComparer.Ordinal) { ["application/json"] = new OpenApiMediaType { Schema = report } },
            };
        }

        return responses;
    }
}
