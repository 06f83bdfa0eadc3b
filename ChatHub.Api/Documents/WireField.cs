using System.Reflection;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ChatHub.Contracts;

namespace ChatHub.Api.Documents;

/// <summary>
/// What the code knows of a field: it is optional where a client may leave it out (the parameter has a default, or the type is <see cref="Optional{T}"/>), or the server does (it is not
/// written when null).
/// </summary>
internal static class WireField
{
    public static PropertyInfo PropertyOf(JsonPropertyInfo field) => (PropertyInfo)field.AttributeProvider!;

    public static bool IsOptional(JsonPropertyInfo field) => IsLeftOut(field) || field.AssociatedParameter is { HasDefaultValue: true } || IsOptionalType(field.PropertyType);

    /// <summary>Whether it may be null. The server's DTOs say null of what a client left out, so that the domain can refuse it: what must be sent is never null.</summary>
    public static bool IsNullable(JsonPropertyInfo field, bool isSent)
    {
        if (IsOptionalType(field.PropertyType))
            return Nullable.GetUnderlyingType(field.PropertyType.GenericTypeArguments[0]) is not null
                || new NullabilityInfoContext().Create(PropertyOf(field)).GenericTypeArguments is [{ ReadState: NullabilityState.Nullable }];
        return field.IsGetNullable && !IsLeftOut(field) && (!isSent || IsOptional(field));
    }

    public static bool IsOptionalType(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Optional<>);

    private static bool IsLeftOut(JsonPropertyInfo field)
        => PropertyOf(field).GetCustomAttribute<JsonIgnoreAttribute>() is { Condition: JsonIgnoreCondition.WhenWritingNull or JsonIgnoreCondition.WhenWritingDefault };
}
