using System.Text;

namespace ChatHub.Client;

/// <summary>
/// Keeps texts in a folder, a file each, which on Unix only the owner may read. One process at a time may have the folder; within it any number may call at once, one at a time for each key.
/// </summary>
public sealed class FileChatStorage : IChatStorage
{
    private const string Ending = ".chathub";
    private const string Unfinished = ".new";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _folder;

    /// <summary>Keeps texts in this folder, which is made if it is not there.</summary>
    /// <param name="folder">Its path.</param>
    public FileChatStorage(string folder)
    {
        _folder = folder;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, string>> ReadAsync(string prefix, CancellationToken cancel = default)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(_folder, "*" + Ending))
        {
            var key = Encoding.ASCII.GetString(Convert.FromHexString(Path.GetFileNameWithoutExtension(path)));
            if (key.StartsWith(prefix, StringComparison.Ordinal))
                texts[key] = await File.ReadAllTextAsync(path, cancel).ConfigureAwait(false);
        }

        return texts;
    }

    /// <inheritdoc/>
    public async Task WriteAsync(string key, string text, CancellationToken cancel = default)
    {
        var path = PathOf(key);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        var file = new FileStream(path + Unfinished, options);
        await using (file.ConfigureAwait(false))
        {
            await file.WriteAsync(Encoding.UTF8.GetBytes(text), cancel).ConfigureAwait(false);
            file.Flush(flushToDisk: true);
        }

        // At once, or not at all: half a text would be none.
        File.Move(path + Unfinished, path, overwrite: true);
    }

    /// <inheritdoc/>
    public Task DeleteAsync(string key, CancellationToken cancel = default)
    {
        File.Delete(PathOf(key));
        return Task.CompletedTask;
    }

    // Hexadecimal: file systems differ in what else a name may hold, and in whether case counts.
    private string PathOf(string key) => Path.Combine(_folder, Convert.ToHexString(Encoding.ASCII.GetBytes(key)) + Ending);
}
