namespace ChatHub.Conformance.Proxy;

/// <summary>A point at which something can be done to a client.</summary>
public sealed class At
{
    private readonly string _words;
    private readonly Func<Passage, bool> _matches;

    private At(string words, Func<Passage, bool> matches) => (_words, _matches) = (words, matches);

    /// <summary>The client asks for something, over HTTP or on a connection, whatever it is; to say that one is there, or goes, is to ask for nothing.</summary>
    public static At AnyCall { get; } = new("any call", passage => passage.Way == Way.Call && passage.Name is not ("ping" or "close" or "end"));

    /// <summary>The client has called, and the server does not know yet.</summary>
    public static At Call(string name) => new($"the call {name}", passage => passage.Way == Way.Call && passage.Name == name);

    /// <summary>The server has done it, and the client does not know yet.</summary>
    public static At Answer(string name) => new($"the answer to {name}", passage => passage.Way == Way.Answer && passage.Name == name);

    /// <summary>The server is about to call the client.</summary>
    public static At Push(string name) => new($"the push {name}", passage => passage.Way == Way.Push && passage.Name == name);

    /// <summary>The point, where more is true of what goes through.</summary>
    public At Where(string words, Func<Passage, bool> condition) => new($"{_words} {words}", passage => _matches(passage) && condition(passage));

    public bool Is(Passage passage) => _matches(passage);

    public override string ToString() => _words;
}
