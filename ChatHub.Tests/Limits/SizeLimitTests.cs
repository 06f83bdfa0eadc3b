using System.Net;
using System.Text;
using ChatHub.Tests.Support;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace ChatHub.Tests.Limits;

/// <summary><c>Limits:BodyBytes</c> and <c>Limits:FrameBytes</c>.</summary>
public sealed class SizeLimitTests
{
    private const int Limit = 1000;
    private const int Large = 200_000;

    private readonly RecordedLimits _log = new();

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 12)]
    public async Task ABodyOfTheLimitIsReadAndOneByteMoreIsTooLarge(bool isChunked, int framing)
    {
        await using var server = Start("BodyBytes", Limit);

        (await LogInAsync(server, Limit - framing, isChunked)).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        _log.Refusals.Should().BeEmpty();
        await (await LogInAsync(server, Limit - framing + 1, isChunked)).ShouldBeAsync(413, "too_large");

        _log.Refusals.Should().Equal("BodyBytes");
    }

    [Theory]
    [InlineData(WireProtocol.Json)]
    [InlineData(WireProtocol.MessagePack)]
    public async Task AFrameOfTheLimitIsReadAndOneByteMoreClosesTheConnection(WireProtocol protocol)
    {
        await using var server = Start("FrameBytes", Limit);
        await using var hub = await RawHub.ConnectAsync(server, await server.NewUserAsync(), protocol);

        await hub.SendAsync(Frame(Limit, protocol));
        (await hub.ReadAnswerAsync())!.Error.Should().BeNull();
        _log.Refusals.Should().BeEmpty();
        await hub.SendAsync(Frame(Limit + 1, protocol));

        (await hub.ReadAnswerAsync()).Should().BeNull("the connection has closed");
        _log.Refusals.Should().Equal("FrameBytes");
    }

    [Fact]
    public async Task ABodyOfAnySizeIsReadWithZero()
    {
        await using var server = Start("BodyBytes", 0);

        (await LogInAsync(server, Large, isChunked: false)).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData(WireProtocol.Json)]
    [InlineData(WireProtocol.MessagePack)]
    public async Task AFrameOfAnySizeIsReadWithZero(WireProtocol protocol)
    {
        await using var server = Start("FrameBytes", 0);
        await using var hub = await RawHub.ConnectAsync(server, await server.NewUserAsync(), protocol);

        await hub.SendAsync(Frame(Large, protocol));

        (await hub.ReadAnswerAsync())!.Error.Should().BeNull();
    }

    /// <summary>A good call of this many bytes, frame and all.</summary>
    private static byte[] Frame(int bytes, WireProtocol protocol)
    {
        var padding = bytes;
        while (true)
        {
            var argument = new Dictionary<string, object>(StringComparer.Ordinal) { ["language"] = "es", ["ignored"] = new string('x', padding) };
            var frame = RawHub.ToBytes(new InvocationMessage("1", "SetLanguage", [argument]), protocol);
            if (frame.Length == bytes)
                return frame;
            padding -= frame.Length - bytes;
        }
    }

    private static async Task<HttpResponseMessage> LogInAsync(ChatServer server, int bytes, bool isChunked)
    {
        using var http = server.NewHttp();
        const string start = """{"username":"nobody","password":"not the password","ignored":" """;
        using var content = new StringContent(start + new string('x', bytes - start.Length - 2) + "\"}", Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/login", UriKind.Relative)) { Content = content };
        request.Headers.TransferEncodingChunked = isChunked;
        return await http.SendAsync(request);
    }

    private ChatServer Start(string limit, int value) => ChatServer.Start(new() { [$"Limits:{limit}"] = $"{value}" }, _log.Replace);
}
