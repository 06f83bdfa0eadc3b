namespace ChatHub.Client;

/// <summary>Those who wait until a room has come so far. For one caller at a time.</summary>
internal sealed class Progress
{
    private readonly List<(string? Epoch, long Seq, TaskCompletionSource Reached)> _waiting = [];

    /// <param name="epoch">The history that the seq belongs to.</param>
    /// <param name="seq">How far.</param>
    public Task UntilAsync(string? epoch, long seq)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Add((epoch, seq, reached));
        return reached.Task;
    }

    /// <summary>Lets those go on who waited for this, or for a history that is no more.</summary>
    public void Reach(string epoch, long seq) => Release(waiting => waiting.Epoch != epoch || waiting.Seq <= seq);

    public void ReleaseAll() => Release(_ => true);

    private void Release(Func<(string? Epoch, long Seq, TaskCompletionSource Reached), bool> mayGo)
    {
        foreach (var waiting in _waiting.Where(mayGo).ToList())
        {
            _waiting.Remove(waiting);
            waiting.Reached.TrySetResult();
        }
    }
}
