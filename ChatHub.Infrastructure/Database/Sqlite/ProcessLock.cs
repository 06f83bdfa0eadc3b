namespace ChatHub.Infrastructure.Database.Sqlite;

/// <summary>
/// Lets one process at a time have a database. The operating system holds the lock, so that it ends with the process, however that ends.
/// </summary>
internal sealed class ProcessLock : IDisposable
{
    private readonly FileStream _file;

    /// <exception cref="StartupException">Another process has it.</exception>
    public ProcessLock(string databasePath)
    {
        try
        {
            _file = new FileStream(databasePath + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"Database: cannot have {databasePath} for this server alone; is another one running on it? ({e.Message})", e);
        }
    }

    public void Dispose() => _file.Dispose();
}
