namespace ChatHub.Domain.Limits;

/// <summary>Tells the operator which limits bite. Safe for any number of callers, as often as they like.</summary>
public interface ILimitLog
{
    /// <summary>Notes that a limit has refused something.</summary>
    /// <param name="limit">The name of the property of <see cref="LimitOptions"/>.</param>
    void Refused(string limit);
}
