using ChatHub.Tests.Support;

namespace ChatHub.Tests.Documents;

/// <summary>A file, or a part of one, that is made from the code and lies in the repository. With <c>CHATHUB_WRITE=1</c> in the environment the tests write it instead of comparing.</summary>
internal static class CommittedFile
{
    /// <summary>The file is as it would be made now.</summary>
    /// <param name="path">From the root of the repository.</param>
    /// <param name="make">Makes it; gets what it is now.</param>
    public static async Task ShouldBeUpToDateAsync(string path, Func<string, string> make)
    {
        var file = Path.Combine(Repository.Root, path);
        var committed = File.Exists(file) ? (await File.ReadAllTextAsync(file)).ReplaceLineEndings("\n") : "";
        var made = make(committed);
        if (Environment.GetEnvironmentVariable("CHATHUB_WRITE") != "1")
        {
            committed.Should().Be(made, "{0} is made from the code: CHATHUB_WRITE=1 dotnet test --filter ChatHub.Tests.Documents", path);
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, made);
    }
}
