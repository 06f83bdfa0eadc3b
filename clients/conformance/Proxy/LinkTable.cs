using System.Collections.Concurrent;

namespace ChatHub.Conformance.Proxy;

/// <summary>The hub connections that live, by the id that their requests carry. For use from many threads.</summary>
internal sealed class LinkTable(FaultList faults) : IDisposable
{
    private readonly ConcurrentDictionary<string, Link> _links = new(StringComparer.Ordinal);

    public IReadOnlyList<Link> Open => _links.Values.Where(link => !link.IsCut && link.Conversation.IsOpen).ToList();

    /// <summary>The connection of requests that carry this id. One that was cut stays cut.</summary>
    public Link Of(string id) => _links.GetOrAdd(id, _ => New());

    /// <summary>A connection with a socket of its own.</summary>
    public Link Add()
    {
        var link = New();
        _links[Guid.NewGuid().ToString()] = link;
        return link;
    }

    public void CutAll()
    {
        foreach (var link in _links.Values)
            link.Cut();
    }

    /// <summary>When nobody asks for links any more.</summary>
    public void Dispose()
    {
        foreach (var link in _links.Values)
            link.Dispose();
    }

    private Link New() => new(faults) { WriteToServer = _ => Task.CompletedTask };
}
