using System.Text.Json.Serialization;

namespace ChatHub.Contracts;

/// <summary>A room's glossary to be.</summary>
/// <param name="Items">At most 500 terms; none takes the glossary away.</param>
public sealed record GlossaryRequest(IReadOnlyList<GlossaryTermRequest?>? Items);

/// <summary>A word or a phrase, and how it is to be translated.</summary>
/// <param name="Term" example="sprint">As it stands in messages, in whatever case: 1 to 64 characters on one line.</param>
/// <param name="Translations" example="{&quot;es&quot;: &quot;iteración&quot;}">By language tag, 1 to 128 characters on one line each; left out, the term is left as it is in every language.</param>
public sealed record GlossaryTermRequest(string? Term, IReadOnlyDictionary<string, string?>? Translations = null);

/// <summary>A word or a phrase, and how it is translated.</summary>
/// <param name="Term" example="sprint">As it stands in messages, in whatever case.</param>
/// <param name="Translations">By language tag; absent when the term is left as it is in every language.</param>
public sealed record GlossaryTermDto(
    string Term,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, string>? Translations);
