namespace ChatHub.Infrastructure.Database;

/// <summary>What is true of this database as a whole. Set once at start, before anything reads it.</summary>
internal sealed class Installation
{
    /// <summary>Names the history of all rooms; a restored backup gets another.</summary>
    public string Epoch { get; set; } = "";
}
