using System.Text.Json.Serialization;

namespace ChatHub.Contracts;

/// <summary>A list, or a page of one.</summary>
/// <param name="Items">In a fixed order.</param>
/// <param name="Next">Goes back as <c>cursor</c> for the next page; absent on the last.</param>
public sealed record ItemsDto<T>(
    IReadOnlyList<T> Items,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Next = null);
