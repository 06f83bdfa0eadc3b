namespace ChatHub.Client;

/// <summary>One at a time. Nothing to dispose of: nobody asks the semaphore for its handle.</summary>
#pragma warning disable CA1001
internal sealed class Turn
#pragma warning restore CA1001
{
    private readonly SemaphoreSlim _free = new(1);

    /// <summary>Waits for the turn, which ends with what this returns.</summary>
    public async Task<IDisposable> TakeAsync(CancellationToken cancel)
    {
        await _free.WaitAsync(cancel).ConfigureAwait(false);
        return new Taken(_free);
    }

    private sealed class Taken(SemaphoreSlim free) : IDisposable
    {
        public void Dispose() => free.Release();
    }
}
