using System.Text.Encodings.Web;
using System.Text.Json;
using ChatHub.Domain.Translation.Glossaries;

namespace ChatHub.Infrastructure.Translation;

/// <summary>A glossary as it is stored: equal ones are the same text.</summary>
internal static class GlossaryJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(IReadOnlyList<GlossaryTerm> terms) => JsonSerializer.Serialize(
        terms.Select(term => new GlossaryTerm(term.Term, term.Translations is null ? null : new SortedDictionary<string, string>(new Dictionary<string, string>(term.Translations), StringComparer.Ordinal))), Options);

    public static Glossary Read(string terms) => new(JsonSerializer.Deserialize<List<GlossaryTerm>>(terms, Options)!);
}
