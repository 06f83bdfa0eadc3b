using ChatHub.Tests.Support;

namespace ChatHub.Tests.Https;

/// <summary>Behind a proxy on the same machine that nobody has configured, everybody looks like this machine, and <c>Https:Redirect</c> would be off without a word.</summary>
public sealed class UselessRedirectTests
{
    private const string Warning = "Https:Redirect turns nobody away";

    [Theory]
    [InlineData("true", null, "http://127.0.0.1:0", true)]
    [InlineData("false", null, "http://127.0.0.1:0", false)]
    [InlineData("true", "127.0.0.1", "http://127.0.0.1:0", false)]
    [InlineData("true", null, "http://0.0.0.0:0", false)]
    public async Task OfARedirectThatTurnsNobodyAwayTheStartWarns(string redirect, string? proxy, string urls, bool isWarned)
    {
        using var logs = new LogRecorder();
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["Https:Redirect"] = redirect, ["urls"] = urls };
        if (proxy is not null)
            settings["Proxies:Trusted"] = proxy;

        // To its end, so that there is nothing to wait for where there is no warning.
        await ChatServer.Start(settings, logs: logs).DisposeAsync();

        logs.Entries.Any(entry => entry.StartsWith("Warning ", StringComparison.Ordinal) && entry.Contains(Warning, StringComparison.Ordinal)).Should().Be(isWarned);
    }
}
