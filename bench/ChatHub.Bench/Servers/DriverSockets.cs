namespace ChatHub.Bench.Servers;

/// <summary>
/// Has this process read its sockets on the one thread that waits for them, rather than hand each to the thread pool: one processor then keeps up with the readers. So
/// whatever runs when something has been received must not block.
/// </summary>
internal static class DriverSockets
{
    /// <summary>Not for the servers, which would inherit them.</summary>
    public static readonly IReadOnlyList<string> Variables = ["DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT"];

    /// <summary>Before the first socket: .NET reads them once.</summary>
    public static void ReadInline()
    {
        foreach (var name in Variables)
            Environment.SetEnvironmentVariable(name, "1");
    }
}
