using System.Collections.Concurrent;

namespace ChatHub.Infrastructure.Translation;

/// <summary>
/// What is with the provider: a text is, for a pair of languages, once at a time, and whoever wants the same waits for it. A text lands after what came of it is in the memory, so that
/// whoever takes off after that finds it there. Safe for any number of callers.
/// </summary>
internal sealed class TranslationFlights
{
    private readonly ConcurrentDictionary<(string Key, string? Source, string Target), TranslationItem> _flights = new();

    /// <summary>Parts those that go to the provider themselves from those for which another is on its way.</summary>
    public (List<TranslationItem> Own, List<(TranslationItem Item, Task<TranslationResult> Flight)> Foreign) TakeOff(IEnumerable<TranslationItem> items)
    {
        var (own, foreign) = (new List<TranslationItem>(), new List<(TranslationItem, Task<TranslationResult>)>());
        foreach (var item in items)
        {
            var first = _flights.GetOrAdd(item.FlightKey, item);
            if (first == item)
                own.Add(item);
            else
                foreign.Add((item, first.Flight));
        }

        return (own, foreign);
    }

    /// <summary>Tells those who wait; a second time changes nothing.</summary>
    public void Land(IEnumerable<TranslationItem> items)
    {
        foreach (var item in items)
        {
            _flights.TryRemove(KeyValuePair.Create(item.FlightKey, item));
            item.Land();
        }
    }
}
