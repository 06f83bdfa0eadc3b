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
    public async Task AChunkWithAnImpossibleSizeIsABadRequest(string size)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(server.Url.Host, server.Url.Port);
        await using var stream = client.GetStream();

        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{{ \r\n{size}\r\n}}\r\n0\r\n\r\n"));

        using var reader = new StreamReader(stream);
        (await reader.ReadLineAsync()).Should().Be("HTTP/1.1 400 Bad Request");
    }
}
