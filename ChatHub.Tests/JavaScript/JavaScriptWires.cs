using ChatHub.Tests.Support;

namespace ChatHub.Tests.JavaScript;

internal static class JavaScriptWires
{
    /// <summary>MessagePack over server-sent events is missing because SignalR does not have it: those carry text only.</summary>
    public static TheoryData<WireProtocol, string> All => new()
    {
        { WireProtocol.Json, "WebSockets" },
        { WireProtocol.Json, "ServerSentEvents" },
        { WireProtocol.Json, "LongPolling" },
        { WireProtocol.MessagePack, "WebSockets" },
        { WireProtocol.MessagePack, "LongPolling" },
    };
}
