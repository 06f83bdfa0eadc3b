namespace ChatHub.Contracts;

/// <summary>A language that messages can be read in.</summary>
/// <param name="Language">Its BCP 47 tag, as <c>language</c> takes it everywhere.</param>
/// <param name="Name">Its name in the language itself, such as <c>español</c>; the tag where the server knows none.</param>
public sealed record LanguageDto(string Language, string Name);
