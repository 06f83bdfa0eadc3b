namespace ChatHub.Infrastructure.Accounts;

/// <summary>A secret in a file of its own, readable by its owner only.</summary>
internal static class KeyFile
{
    /// <summary>
    /// Reads the file; makes it first when it is missing. It appears whole or not at all, and is on disk before it is used:
    /// a hash made with a pepper that a power cut then took away could never be checked again.
    /// </summary>
    public static byte[] ReadOrCreate(string path, Func<byte[]> create)
    {
        try
        {
            if (!File.Exists(path))
                Write(path, create());
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"DataDirectory: cannot keep a key in {path}: {e.Message}", e);
        }
    }

    private static void Write(string path, byte[] content)
    {
        var draft = $"{path}.{Environment.ProcessId}";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(draft, options))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        File.Move(draft, path);
    }
}
