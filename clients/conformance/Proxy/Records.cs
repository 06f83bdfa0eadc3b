namespace ChatHub.Conformance.Proxy;

/// <summary>Cuts what comes in pieces of any size into the records of SignalR's JSON protocol. Called by one reader at a time.</summary>
internal sealed class Records
{
    private byte[] _rest = [];

    /// <summary>The records that are whole by now, each with its separator.</summary>
    public IEnumerable<byte[]> Take(byte[] piece)
    {
        _rest = [.. _rest, .. piece];
        while (Array.IndexOf(_rest, HubFrames.Separator) is >= 0 and var end)
        {
            var record = _rest[..(end + 1)];
            _rest = _rest[(end + 1)..];
            yield return record;
        }
    }

    /// <summary>What is not part of a whole record, such as all that comes behind the handshake in a binary protocol.</summary>
    public byte[] TakeRest()
    {
        var rest = _rest;
        _rest = [];
        return rest;
    }
}
