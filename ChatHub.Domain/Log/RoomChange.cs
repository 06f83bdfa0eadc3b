namespace ChatHub.Domain.Log;

/// <summary>
/// A change to one room, decided and written inside the log's transaction, alone: what it reads there cannot change under it.
/// A refusal is thrown before the first write. It may be applied again from the start if the transaction has to be repeated.
/// </summary>
public abstract class RoomChange<TResult>
{
    /// <summary>Whether nobody waits for it, so that it may be committed a little later, along with others.</summary>
    public virtual bool IsPatient => false;

    /// <exception cref="Errors.RefusedException">The change is not possible; nothing is written.</exception>
    public abstract ValueTask<TResult> ApplyAsync(IRoomTransaction transaction);
}
