namespace ChatHub.Domain.Limits;

/// <summary>How many of something each one has open. Not safe by itself: whoever holds it guards it. Who has none open takes no memory.</summary>
/// <param name="limit">For each; 0 for no limit.</param>
public sealed class Occupancy<TKey>(int limit)
    where TKey : notnull
{
    private readonly Dictionary<TKey, int> _open = [];

    public bool HasRoom(TKey key) => limit == 0 || _open.GetValueOrDefault(key) < limit;

    public void Add(TKey key) => _open[key] = _open.GetValueOrDefault(key) + 1;

    public void Remove(TKey key)
    {
        if (_open[key] > 1)
            _open[key]--;
        else
            _open.Remove(key);
    }
}
