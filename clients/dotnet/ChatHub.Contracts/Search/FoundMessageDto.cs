using System.Text.Json.Serialization;

namespace ChatHub.Contracts;

/// <summary>A message that was found.</summary>
/// <param name="Room">Where.</param>
/// <param name="Message">The message as it is now.</param>
/// <param name="Snippet">The part of the text, or of its translation, that was found, as a fragment of HTML: the text escaped, each hit within <c>&lt;mark&gt;</c>.</param>
/// <param name="Language">The language of the translation by which it was found; absent when its own text was.</param>
public sealed record FoundMessageDto(
    string Room, MessageDto Message, string Snippet,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Language);
