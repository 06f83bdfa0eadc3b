using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace ChatHub.Api.Swagger;

/// <summary>Explains the parts of paths, which mean the same wherever they come, where a call does not do so itself.</summary>
internal sealed class PathParameters : IParameterFilter
{
    public void Apply(IOpenApiParameter parameter, ParameterFilterContext context) => parameter.Description ??= (parameter.Name, context.ApiParameterDescription.Type) switch
    {
        ("room", _) => "The room's name.",
        ("username", _) => "The user's name, in any case.",
        ("id", { } type) when type == typeof(long) => "The message's id.",
        ("id", _) => "The session's id.",
        _ => null,
    };
}
