namespace ChatHub.Bench.Fanout;

/// <summary>Of the stock hub. Nobody waits for its answers to sends: it has nothing to promise.</summary>
internal sealed class StockWire : Wire
{
    public override string GetPath(int person) => "/hub";

    public override byte[] Join(string room) => ToRecord($$"""{"type":1,"invocationId":"{{JoinCall}}","target":"JoinRoom","arguments":["{{room}}"]}""");

    public override byte[] Send(string room, Marker message) => ToRecord($$"""{"type":1,"target":"SendMessage","arguments":["{{room}}","{{message.ToText()}}"]}""");
}
