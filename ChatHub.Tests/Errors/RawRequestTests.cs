using System.Net.Sockets;
using System.Text;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Errors;

/// <summary>Requests that no client library sends.</summary>
public sealed class RawRequestTests(ChatServer server) : IClassFixture<ChatServer>
{
    [Theory]
    [InlineData("80000000")]
    [InlineData("ffffffff")]
    [InlineData("100000000")]
    [InlineData("-1")]
    [InlineData("x")]
    public Task AChunkWithAnImpossibleSizeIsABadRequest(string size) => ShouldBeBadAsync(
        $"POST /login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{{ \r\n{size}\r\n}}\r\n0\r\n\r\n");

    [Fact]
    public Task TrailersWithNulAreABadRequest() => ShouldBeBadAsync(
        "POST /login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\nX: a\0b\r\n\r\n");

    [Fact]
    public async Task AFormThatIsNoneIsABadRequestWhereTheBodyMayBeLeftOut()
    {
        var owner = await server.NewUserAsync();
        var room = await owner.NewRoomAsync();
        using var form = new StringContent("[\"x", Encoding.ASCII, "application/x-www-form-urlencoded");

        using var answer = await owner.Http.PutAsync($"/rooms/{room}/members/{owner.Username}", form);

        await answer.ShouldBeAsync(415, "invalid_request");
    }

    private async Task ShouldBeBadAsync(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(server.Url.Host, server.Url.Port);
        await using var stream = client.GetStream();

        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));

        using var reader = new StreamReader(stream);
        (await reader.ReadLineAsync()).Should().Be("HTTP/1.1 400 Bad Request");
    }
}
