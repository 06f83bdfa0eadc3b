using ChatHub.Domain.Errors;

namespace ChatHub.Infrastructure.Database.Sqlite;

/// <summary>One write that waits for its turn. Run by the writer, perhaps twice; settled once, after the transaction's end.</summary>
internal abstract class WriteOperation
{
    /// <summary>Reads and writes; a refusal is kept for later. Anything else that is thrown ends the transaction.</summary>
    public abstract void Run(SqliteWriteSession session);

    /// <summary>The transaction is durable: gives the result, or the refusal.</summary>
    public abstract void Complete();

    /// <summary>Nothing of it was written.</summary>
    public abstract void Fail(Exception reason);
}

/// <inheritdoc/>
internal sealed class WriteOperation<T>(Func<SqliteWriteSession, T> write) : WriteOperation
{
    // Callers go on on the thread pool: the writer's thread has other things to do.
    private readonly TaskCompletionSource<T> _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;
    private RefusedException? _refusal;

    public Task<T> Settled => _settled.Task;

    public override void Run(SqliteWriteSession session)
    {
        (_result, _refusal) = (default, null);
        var writes = session.Writes;
        try
        {
            _result = write(session);
        }
        catch (RefusedException refusal) when (session.Writes == writes)
        {
            _refusal = refusal;
        }
    }

    public override void Complete()
    {
        if (_refusal is null)
            _settled.TrySetResult(_result!);
        else
            _settled.TrySetException(_refusal);
    }

    public override void Fail(Exception reason) => _settled.TrySetException(reason);
}
