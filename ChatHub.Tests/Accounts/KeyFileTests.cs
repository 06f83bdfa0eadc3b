using System.Runtime.Versioning;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Accounts;

/// <summary>The server's secrets in files.</summary>
public sealed class KeyFileTests
{
    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public async Task OnlyTheirOwnerCanReadThem()
    {
        using var parent = new TemporaryDirectory();
        var data = parent.File("fresh/data");
        await using var server = ChatServer.Start(new() { ["DataDirectory"] = data });

        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var files = Directory.GetFiles(Path.Combine(data, "keys"));
        foreach (var file in files)
            File.GetUnixFileMode(file).Should().Be(owner, file);
        foreach (var folder in new[] { "", "keys" })
            File.GetUnixFileMode(Path.Combine(data, folder)).Should().Be(owner | UnixFileMode.UserExecute, "folder '{0}'", folder);
        files.Should().HaveCount(2, "no draft is left");
    }

    [Fact]
    public async Task TheyStayTheSameWhenTheServerStartsAgain()
    {
        using var directory = new TemporaryDirectory();
        var settings = new Dictionary<string, string> { ["DataDirectory"] = directory.Path };
        await using (ChatServer.Start(settings))
        {
        }

        var before = Keys(directory);
        await using var again = ChatServer.Start(settings);

        Keys(directory).Should().BeEquivalentTo(before);
    }

    private static Dictionary<string, string> Keys(TemporaryDirectory directory)
        => Directory.GetFiles(directory.File("keys")).ToDictionary(file => file, file => Convert.ToHexString(File.ReadAllBytes(file)));
}
