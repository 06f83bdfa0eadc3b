using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using ChatHub.Api.Realtime;
using ChatHub.Domain.Accounts;
using ChatHub.Domain.Limits;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatHub.Tests.Support;

/// <summary>A hub connection without a socket: what is pushed to it can be read as text.</summary>
internal sealed class PipeConnection
{
    private readonly Pipe _sent = new();
    private string _text = "";

    public PipeConnection(long userId, string? username = null)
    {
        var transport = new Ends(new Pipe().Reader, _sent.Writer);
        var context = new DefaultConnectionContext($"connection-{userId}", transport, transport);
        var hub = new HubConnectionContext(context, new HubConnectionContextOptions { KeepAliveInterval = TimeSpan.FromMinutes(5) }, NullLoggerFactory.Instance)
        {
            Protocol = new JsonHubProtocol(),
        };
        Client = new ClientConnection(hub, new Caller(userId, username ?? $"user{userId}", "session"), DateTimeOffset.MaxValue, new LimitOptions(), TimeProvider.System, NullLogger.Instance);
    }

    public ClientConnection Client { get; }

    /// <summary>All that was pushed so far.</summary>
    public string Read()
    {
        while (_sent.Reader.TryRead(out var read))
        {
            _text += Encoding.UTF8.GetString(read.Buffer.ToArray());
            _sent.Reader.AdvanceTo(read.Buffer.End);
        }

        return _text;
    }

    private sealed record Ends(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
