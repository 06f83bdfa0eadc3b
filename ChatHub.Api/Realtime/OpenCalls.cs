namespace ChatHub.Api.Realtime;

/// <summary>The calls of one connection that were read and are not answered yet. Any thread may call; a lock guards the count.</summary>
internal sealed class OpenCalls
{
    private readonly Lock _lock = new();
    private int _count;
    private TaskCompletionSource? _idle;

    /// <summary>A call that will be answered was read.</summary>
    public void Begin()
    {
        lock (_lock)
            _count++;
    }

    /// <summary>An answer was written.</summary>
    public void End()
    {
        lock (_lock)
        {
            if (_count > 0 && --_count == 0)
                _idle?.TrySetResult();
        }
    }

    /// <summary>Completes as soon as none is open; never, if the connection closes before that.</summary>
    public Task FinishAsync()
    {
        lock (_lock)
        {
            if (_count == 0)
                return Task.CompletedTask;
            if (_idle is null || _idle.Task.IsCompleted)
                _idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _idle.Task;
        }
    }
}
