namespace ChatHub.Infrastructure;

/// <summary>Where the server keeps what must survive: the database and the keys. Made at start, readable by its owner only.</summary>
public sealed class DataDirectory
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <exception cref="StartupException">The directory cannot be made.</exception>
    public DataDirectory(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        Make(Path);
    }

    /// <summary>The absolute path.</summary>
    public string Path { get; }

    /// <summary>The path of a file in the directory.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Makes a folder in the directory and answers its path.</summary>
    public string Folder(string name)
    {
        var path = File(name);
        Make(path);
        return path;
    }

    private static void Make(string path)
    {
        try
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(path);
            else
                Directory.CreateDirectory(path, OwnerOnly);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"DataDirectory: cannot make {path}: {e.Message}", e);
        }
    }
}
