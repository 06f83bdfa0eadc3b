using System.Text;
using Microsoft.AspNetCore.Http;

namespace ChatHub.Conformance.Proxy;

/// <summary>What the server says to a hub connection over server-sent events.</summary>
internal static class EventStreamForwarding
{
    private const string Data = "data: ";

    public static async Task RunAsync(HttpContext context, Stream answer, Link link)
    {
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(link.Token, context.RequestAborted);
        await using var cutting = link.Token.Register(context.Abort);
        link.WriteToClient = async record =>
        {
            await context.Response.WriteAsync(Data + Encoding.UTF8.GetString(record) + "\r\n\r\n", cut.Token);
            await context.Response.Body.FlushAsync(cut.Token);
        };
        await context.Response.WriteAsync(":\r\n", cut.Token);
        await context.Response.Body.FlushAsync(cut.Token);
        using var reader = new StreamReader(answer);
        var lines = new List<string>();
        while (await reader.ReadLineAsync(cut.Token) is { } line)
        {
            if (line.StartsWith(Data, StringComparison.Ordinal))
            {
                lines.Add(line[Data.Length..]);
            }
            else if (line.Length == 0 && lines.Count > 0)
            {
                await foreach (var passed in link.Conversation.DownAsync(Encoding.UTF8.GetBytes(string.Join('\n', lines))))
                    await link.SayToClientAsync(passed);
                lines.Clear();
            }
        }
    }
}
