using System.Buffers;
using System.IO.Pipelines;
using System.Net.WebSockets;
using System.Text;
using ChatHub.Api.Realtime;
using ChatHub.Api.Realtime.Sockets;
using ChatHub.Domain.Accounts;
using ChatHub.Domain.Limits;
using ChatHub.Tests.Support;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Connections.Features;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatHub.Tests.Realtime;

/// <summary>Pushes go past SignalR and Kestrel, and so do the last words to a connection.</summary>
public sealed class DirectPushTests
{
    [Theory]
    [InlineData(WireProtocol.Json)]
    [InlineData(WireProtocol.MessagePack)]
    public async Task OnPlainWebSocketsBothArePassedBy(WireProtocol protocol)
    {
        var requests = new HubRequests();
        await using var server = ChatServer.Start([], services => services.AddSingleton<IStartupFilter>(requests));
        await using var client = await server.ConnectAsync(await server.NewUserAsync(), protocol);

        await client.JoinAsync("general");

        requests.Count().Should().Be((1, 1));
        await client.SendAsync("general", "past all of it");
        await Eventually.TrueAsync(() => client.Events.Any(entry => entry.TryGetProperty("message", out var message) && message.GetProperty("text").GetString() == "past all of it"), "it came");
    }

    [Theory]
    [InlineData(WireProtocol.Json)]
    [InlineData(WireProtocol.MessagePack)]
    public async Task WhatWaitsTogetherComesInOneMessageOfTheSocketAndIsReadAsSeveral(WireProtocol wire)
    {
        using var pair = new LoopbackPair();
        using var socket = await OpenAsync(pair);
        using var reader = WebSocket.CreateFromStream(pair.ClientStream, new WebSocketCreationOptions());
        IHubProtocol protocol = wire == WireProtocol.Json ? new JsonHubProtocol() : new MessagePackHubProtocol();
        using var connection = Connect(socket, new LimitOptions(), protocol);
        var methods = new[] { "RoomEvents", "Translations", "RoomClosed" };
        foreach (var method in methods)
            connection.Outbox.Enqueue(new SerializedHubMessage(new InvocationMessage(method, ["text"])), stale: null, events: 1);

        connection.Outbox.Write();

        var buffer = new byte[4096];
        await reader.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
        var got = await reader.ReceiveAsync(buffer.AsMemory(), CancellationToken.None).AsTask().WaitAsync(TimeSpan.FromSeconds(30));
        got.EndOfMessage.Should().BeTrue();
        got.MessageType.Should().Be(wire == WireProtocol.Json ? WebSocketMessageType.Text : WebSocketMessageType.Binary);
        var (left, read) = (new ReadOnlySequence<byte>(buffer, 0, got.Count), new List<string>());
        while (protocol.TryParseMessage(ref left, new Strings(), out var message))
            read.Add(message.Should().BeOfType<InvocationMessage>().Which.Target);
        read.Should().Equal(methods);
        left.IsEmpty.Should().BeTrue();
    }

    [Fact]
    public async Task AReaderThatIsTooSlowIsToldSoIfItReadsOn()
    {
        using var pair = new LoopbackPair();
        using var socket = await OpenAsync(pair);
        using var reader = WebSocket.CreateFromStream(pair.ClientStream, new WebSocketCreationOptions());
        using var connection = Connect(socket, new LimitOptions { OutboundQueue = 2 });

        // More than the kernel takes for a socket that nobody reads.
        var large = new SerializedHubMessage(new InvocationMessage("RoomEvents", [new string('x', 16 << 20)]));
        while (!connection.Outbox.IsClosed)
            connection.Outbox.Post(large, stale: null, events: 1);

        var (last, buffer) = ("", new byte[1 << 20]);
        while (!last.EndsWith("{\"reason\":\"slow_consumer\"}]}\u001e", StringComparison.Ordinal))
        {
            var got = await reader.ReceiveAsync(buffer.AsMemory(), CancellationToken.None).AsTask().WaitAsync(TimeSpan.FromSeconds(30));
            last = (last + Encoding.UTF8.GetString(buffer, 0, got.Count))[^Math.Min(100, last.Length + got.Count)..];
        }
    }

    /// <summary>One on which SignalR has answered the handshake.</summary>
    private static async Task<SharedWebSocket> OpenAsync(LoopbackPair pair)
    {
        var socket = new SharedWebSocket(WebSocket.CreateFromStream(pair.ServerStream, new WebSocketCreationOptions { IsServer = true }));
        await socket.SendAsync("{}\u001e"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        return socket;
    }

    private static ClientConnection Connect(SharedWebSocket socket, LimitOptions limits, IHubProtocol? protocol = null)
    {
        var http = new DefaultHttpContext();
        http.Features.Set(socket);
        var ends = new Ends(new Pipe().Reader, new Pipe().Writer);
        var context = new DefaultConnectionContext("slow", ends, ends);
        context.Features.Set<IHttpContextFeature>(new Request { HttpContext = http });
        var hub = new HubConnectionContext(context, new HubConnectionContextOptions { KeepAliveInterval = TimeSpan.FromMinutes(5) }, NullLoggerFactory.Instance) { Protocol = protocol ?? new JsonHubProtocol() };
        return new ClientConnection(hub, new Caller(7, "ana", "session"), DateTimeOffset.MaxValue, limits, new NoTimers(), NullLogger.Instance);
    }

    private sealed class Strings : IInvocationBinder
    {
        public IReadOnlyList<Type> GetParameterTypes(string methodName) => [typeof(string)];

        public Type GetReturnType(string invocationId) => typeof(string);

        public Type GetStreamItemType(string streamId) => typeof(string);
    }

    private sealed record Ends(PipeReader Input, PipeWriter Output) : IDuplexPipe;

    private sealed class Request : IHttpContextFeature
    {
        public HttpContext? HttpContext { get; set; }
    }

    /// <summary>A server that is never in a hurry.</summary>
    private sealed class NoTimers : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
