namespace ChatHub.Api.Documents;

/// <summary>The words that a field may hold.</summary>
/// <param name="Name">As a type's name.</param>
/// <param name="Summary">What the words say.</param>
/// <param name="Words">In the order of the code.</param>
/// <param name="IsOpen">Whether later versions may have more, which clients skip.</param>
internal sealed record WordList(string Name, string Summary, IReadOnlyList<string> Words, bool IsOpen = false);
