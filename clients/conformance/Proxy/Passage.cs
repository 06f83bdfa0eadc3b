using System.Text.Json.Nodes;

namespace ChatHub.Conformance.Proxy;

/// <summary>Which way something goes through the proxy.</summary>
public enum Way
{
    /// <summary>From the client, before the server has it.</summary>
    Call,

    /// <summary>What the server answered to a call, before the client has it.</summary>
    Answer,

    /// <summary>What the server says by itself, before the client has it.</summary>
    Push,
}

/// <summary>Something that is about to go through the proxy: an HTTP request or its answer, or one message of a hub connection.</summary>
/// <param name="Way">Which way it goes.</param>
/// <param name="Name">
/// A hub method, also for the HTTP call that does the same (<c>SendMessage</c>); a method of the client (<c>RoomEvents</c>); <c>negotiate</c>, <c>connect</c>, <c>handshake</c>, <c>ping</c>, <c>close</c>;
/// <c>bytes</c> for what a binary protocol carries; else method and path (<c>POST /login</c>).
/// </param>
/// <param name="Body">The JSON of it: of a hub message the whole message; null where there is none.</param>
public sealed record Passage(Way Way, string Name, JsonObject? Body)
{
    /// <summary>What a call or a push carries: the one object that every method takes; null where there is none.</summary>
    public JsonObject? Argument => Body?["arguments"] is JsonArray { Count: > 0 } arguments ? arguments[0] as JsonObject : null;

    /// <summary>What a hub method answered; null where there is none.</summary>
    public JsonObject? Result => Body?["result"] as JsonObject;
}
