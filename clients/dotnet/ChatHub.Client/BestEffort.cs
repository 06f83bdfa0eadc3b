namespace ChatHub.Client;

/// <summary>What an app's own storage fails to do, in whatever way, ends nothing that the server has done already.</summary>
internal static class BestEffort
{
    public static async Task TryAsync(Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (Exception)
        {
            // Each caller says what it costs.
        }
    }
}
