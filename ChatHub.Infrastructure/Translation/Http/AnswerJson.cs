using System.Text.Json;

namespace ChatHub.Infrastructure.Translation.Http;

/// <summary>Reads JSON that somebody else wrote.</summary>
internal static class AnswerJson
{
    /// <exception cref="ChatHub.Domain.Translation.TranslatorException">It is no JSON, or not of the shape that <paramref name="read"/> expects.</exception>
    public static T Read<T>(ReadOnlyMemory<byte> json, Func<JsonElement, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            // What JsonElement throws where a property is missing or of another kind, or a string no Unicode; without the cause, which may quote the answer.
            throw ProviderFault.Of(e);
        }
    }

    /// <summary>The strings of an array.</summary>
    /// <exception cref="InvalidOperationException">It is no array, or something else is in it.</exception>
    public static List<string> Strings(this JsonElement array) => array.EnumerateArray()
        .Select(item => item.GetString() ?? throw new InvalidOperationException("A string was expected.")).ToList();
}
