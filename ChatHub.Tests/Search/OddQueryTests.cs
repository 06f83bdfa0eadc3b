using System.Net.Http.Json;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Search;

/// <summary>Whatever is asked, the search engine's own syntax is never reached.</summary>
public sealed class OddQueryTests(OddQueryTests.Haystack haystack) : IClassFixture<OddQueryTests.Haystack>
{
    [Theory]
    [InlineData("\"", false)]
    [InlineData("\"\"", false)]
    [InlineData("*", false)]
    [InlineData("^", false)]
    [InlineData("needle\"", true)]
    [InlineData("\"needle", true)]
    [InlineData("needle*\"", true)]
    [InlineData("(needle", true)]
    [InlineData("^needle", true)]
    [InlineData("needle:", true)]
    [InlineData("Terms:needle", false)]
    [InlineData("NEAR(needle", false)]
    [InlineData("needle OR absent", false)]
    [InlineData("NOT needle", false)]
    [InlineData("'; DROP TABLE \"Messages\"; --", false)]
    [InlineData("needle\0", true)]
    [InlineData("needle\uFFFE", true)]
    [InlineData("needle \uFFFD", false)]
    public async Task AnOddQueryIsTextAndNoError(string query, bool isFound)
    {
        var answer = await haystack.User.Http.GetAsync($"/search?q={Uri.EscapeDataString(query)}").JsonAsync();

        answer.GetProperty("items").GetArrayLength().Should().Be(isFound ? 1 : 0);
    }

    [Theory]
    [InlineData("%ED%A0%80")]
    [InlineData("%FF")]
    [InlineData("%C0%80")]
    public async Task BytesThatAreNoTextAreNoError(string bytes)
        => (await haystack.User.Http.GetAsync($"/search?q={bytes}").JsonAsync()).GetProperty("items").GetArrayLength().Should().Be(0);

    /// <summary>A server with one message: a needle in a haystack.</summary>
    public sealed class Haystack : IAsyncLifetime
    {
        public ChatServer Server { get; } = new();

        public TestUser User { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            User = await Server.NewUserAsync();
            var room = await User.NewRoomAsync();
            await User.Http.PostAsJsonAsync($"/rooms/{room}/messages", new { text = "a needle in a haystack" }).JsonAsync();
        }

        public async Task DisposeAsync() => await Server.DisposeAsync();
    }
}
