namespace ChatHub.Infrastructure.Database;

/// <summary>Reads the database as it was committed last. Safe for any number of callers; readers wait for nobody.</summary>
internal interface IDatabaseReader
{
    /// <summary>A context for reading, which the caller disposes.</summary>
    ChatHubContext OpenContext();
}
