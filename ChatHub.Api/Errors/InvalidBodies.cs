using System.Text.Json;
using ChatHub.Domain.Errors;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace ChatHub.Api.Errors;

/// <summary>Says in our own words what MVC could not bind; its words name our types.</summary>
internal static class InvalidBodies
{
    public static IActionResult Refuse(ActionContext context)
    {
        var fields = context.ModelState
            .Where(field => field.Value!.ValidationState == ModelValidationState.Invalid)
            .GroupBy(field => FieldOf(field.Key), StringComparer.Ordinal)
            .ToDictionary(field => field.Key, field => new[] { Sentence(field.Key) }, StringComparer.Ordinal);
        throw new RefusedException(fields);
    }

    /// <summary>From a path within the JSON (<c>$.username</c>), or the name of a parameter.</summary>
    private static string FieldOf(string key)
    {
        var field = key.TrimStart('$').TrimStart('.').Split('.', '[')[0];
        return field.Length == 0 ? "body" : JsonNamingPolicy.CamelCase.ConvertName(field);
    }

    private static string Sentence(string field) => field == "body" ? "Must be a JSON object in UTF-8." : "Must be of the documented type.";
}
