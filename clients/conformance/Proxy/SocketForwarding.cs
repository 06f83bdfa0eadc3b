using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;

namespace ChatHub.Conformance.Proxy;

/// <summary>A hub connection over a WebSocket.</summary>
internal static class SocketForwarding
{
    private const int PieceBytes = 16 * 1024;

    private static readonly string[] Passed = ["Authorization", "Cookie", "Origin", "User-Agent"];

    public static async Task RunAsync(HttpContext context, Uri server, Link link)
    {
        using var upstream = new ClientWebSocket();
        upstream.Options.CollectHttpResponseDetails = true;
        foreach (var header in Passed.Where(context.Request.Headers.ContainsKey))
            upstream.Options.SetRequestHeader(header, context.Request.Headers[header].ToString());
        if (!await ConnectAsync(upstream, new UriBuilder(server) { Scheme = "ws", Path = context.Request.Path, Query = context.Request.QueryString.Value }.Uri, context))
            return;
        using var downstream = await context.WebSockets.AcceptWebSocketAsync();
        await using var cutting = link.Token.Register(context.Abort);
        link.WriteToClient = record => WriteAsync(downstream, record, link);
        link.WriteToServer = record => WriteAsync(upstream, record, link);

        var up = PumpAsync(downstream, upstream, link, link.Conversation.UpAsync, link.SayToServerAsync);
        var down = PumpAsync(upstream, downstream, link, link.Conversation.DownAsync, link.SayToClientAsync);
        await Task.WhenAll(up, down);
        upstream.Abort();
        link.Cut();
    }

    private static async Task<bool> ConnectAsync(ClientWebSocket upstream, Uri address, HttpContext context)
    {
        try
        {
            await upstream.ConnectAsync(address, context.RequestAborted);
            return true;
        }
        catch (WebSocketException) when (upstream.HttpStatusCode is not default(System.Net.HttpStatusCode))
        {
            context.Response.StatusCode = (int)upstream.HttpStatusCode;
            if (upstream.HttpResponseHeaders?.TryGetValue("Retry-After", out var after) == true)
                context.Response.Headers.RetryAfter = after.ToArray();
        }
        catch (WebSocketException)
        {
            context.Abort();
        }

        return false;
    }

    /// <summary>Carries one way until it ends, politely or not; then the other way ends, too.</summary>
    private static async Task PumpAsync(
        WebSocket from, WebSocket to, Link link, Func<byte[], IAsyncEnumerable<byte[]>> meet, Func<byte[], Task> sayAsync)
    {
        var buffer = new byte[PieceBytes];
        try
        {
            while (await from.ReceiveAsync(buffer.AsMemory(), link.Token) is var received && received.MessageType != WebSocketMessageType.Close)
            {
                await foreach (var passed in meet(buffer[..received.Count]))
                    await sayAsync(passed);
            }

            await to.CloseOutputAsync(from.CloseStatus ?? WebSocketCloseStatus.NormalClosure, from.CloseStatusDescription, link.Token);
        }
        catch (CutException cut)
        {
            // What is not the end of a message leaves the reader with half of one.
            if (cut.Half.Length > 0)
                await to.SendAsync(cut.Half, WebSocketMessageType.Text, endOfMessage: false, CancellationToken.None);
            await cut.HalfIsReadAsync();
            link.Cut();
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            link.Cut();
        }
    }

    private static Task WriteAsync(WebSocket socket, byte[] record, Link link)
        => socket.SendAsync(record, link.Conversation.IsBinary ? WebSocketMessageType.Binary : WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
}
