namespace ChatHub.Api.Health;

/// <summary>How the server is. No reasons: anybody may ask, and reasons name what is behind it.</summary>
/// <param name="Status"><c>ok</c>, <c>degraded</c>: it serves all the same, or <c>unavailable</c>.</param>
/// <param name="Dependencies">Each thing that it depends on, such as <c>database</c>, with a state of the same words.</param>
internal sealed record HealthDto(string Status, IReadOnlyDictionary<string, string> Dependencies);
