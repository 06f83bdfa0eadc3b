using System.Text;

namespace ChatHub.Tests.Support;

/// <summary>The bytes of a server's database, with what is not yet, or no longer, in any row.</summary>
public static class ServerFiles
{
    /// <summary>Whether a text, of ASCII, stands anywhere in the database's files.</summary>
    public static async Task<bool> HoldAsync(ChatServer server, string text)
    {
        foreach (var file in Directory.GetFiles(server.DataDirectory, "chathub.db*").Where(path => !path.EndsWith(".lock", StringComparison.Ordinal)))
        {
            if (Encoding.Latin1.GetString(await ReadSharedAsync(file)).Contains(text, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    private static async Task<byte[]> ReadSharedAsync(string path)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var content = new byte[file.Length];
        // The write-ahead log may shrink meanwhile.
        var length = await file.ReadAtLeastAsync(content, content.Length, throwOnEndOfStream: false);
        return content[..length];
    }
}
