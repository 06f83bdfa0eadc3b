using System.Text.Json.Nodes;
using ChatHub.Conformance.Proxy;

namespace ChatHub.Conformance.Cases;

/// <summary>Points and changes that several cases use.</summary>
internal static class Points
{
    /// <summary>A batch of events for the client, whatever is in it.</summary>
    public static readonly At Batch = At.Push("RoomEvents");

    /// <summary>The batch with the message that says this.</summary>
    public static At BatchWith(string text) => Batch.Where($"with “{text}”", passage => Events(passage).Any(entry => entry["message"]?["text"]?.GetValue<string>() == text));

    /// <summary>A call that sends this text.</summary>
    public static At SendOf(string text) => At.Call("SendMessage").Where($"of “{text}”", passage => (passage.Argument ?? passage.Body)?["text"]?.GetValue<string>() == text);

    /// <summary>A join that says where the client was.</summary>
    public static readonly At JoinWithCursor = At.Call("JoinRoom").Where("with a cursor", passage => passage.Argument?["after"] is JsonObject);

    /// <summary>Two seconds from something on: long against everything that a client does, short against every time limit.</summary>
    public static async Task WhileAfterAsync(Task something)
    {
        await something;
        await Task.Delay(TimeSpan.FromSeconds(2));
    }

    /// <summary>The events of a batch.</summary>
    public static IReadOnlyList<JsonObject> Events(Passage batch) => (batch.Argument?["events"] as JsonArray ?? []).OfType<JsonObject>().ToList();
}
