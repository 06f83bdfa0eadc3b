using System.Text.Json.Nodes;

namespace ChatHub.Conformance.Proxy;

/// <summary>What the proxy does to something that goes through it.</summary>
public abstract record Fate
{
    private Fate()
    {
    }

    /// <summary>The connection is cut; what was to go through is lost.</summary>
    public sealed record Drop : Fate;

    /// <summary>Half of it gets through, then the connection is cut.</summary>
    public sealed record Cut : Fate;

    /// <summary>It waits, and with it all that comes behind it on its connection.</summary>
    public sealed record Hold(Task Until) : Fate;

    /// <summary>It waits alone: what comes behind overtakes it. (An HTTP call has nothing behind it.)</summary>
    public sealed record Late(Task Until) : Fate;

    /// <summary>It does not reach the server, or its answer not the client; the proxy answers in the server's words.</summary>
    /// <param name="Status">Of HTTP.</param>
    /// <param name="Code">Of the contract.</param>
    /// <param name="RetryAfter">When to try again, in whole seconds over HTTP.</param>
    public sealed record Refuse(int Status, string Code, TimeSpan? RetryAfter = null) : Fate;

    /// <summary>It goes through with other content.</summary>
    public sealed record Change(Action<Passage> By) : Fate
    {
        /// <summary>What goes through instead; the passage stays as it came, for those who look at it later.</summary>
        internal JsonObject To(Passage passage)
        {
            var changed = passage with { Body = passage.Body!.DeepClone().AsObject() };
            By(changed);
            return changed.Body;
        }
    }
}
