namespace ChatHub.Domain.Messages;

/// <summary>Which message a call is about; nothing is checked yet.</summary>
public sealed record MessageAddress(string? Room, long? Id)
{
    /// <returns>What is wrong with an id, as a sentence; null when it could be one.</returns>
    public static string? CheckId(long? id) => id is null ? "Is required." : null;
}
