using ChatHub.Domain.Accounts;
using ChatHub.Domain.Errors;
using ChatHub.Domain.Limits;
using ChatHub.Domain.Log;
using ChatHub.Domain.Rooms;

namespace ChatHub.Domain.Translation.Glossaries;

/// <summary>The glossaries of rooms. Safe for any number of callers.</summary>
public sealed class GlossaryService(VisibleRooms rooms, IGlossaryReader reader, IRoomLog log, IEventBudget budget)
{
    public const int MaxTerms = 500;

    /// <summary>A room's glossary, for everyone who may read the room.</summary>
    /// <exception cref="RefusedException"><c>room_not_found</c>, <c>banned</c>.</exception>
    public async Task<Glossary> GetAsync(Caller caller, string? room, CancellationToken cancel) => await reader.ReadAsync((await rooms.GetAsync(caller, room, cancel)).Room, cancel);

    /// <summary>Gives a room another glossary: its moderators may, in a direct conversation both. It holds for what is translated from then on.</summary>
    /// <exception cref="RefusedException">
    /// <c>invalid_request</c>, <c>room_not_found</c>, <c>banned</c>, <c>forbidden</c>, <c>room_archived</c>, <c>rate_limited</c>, <c>unavailable</c>.
    /// </exception>
    public async Task<Glossary> ReplaceAsync(Caller caller, string? room, IReadOnlyList<NewGlossaryTerm?>? items)
    {
        var name = RoomAccess.RequirePossible(room);
        var faults = new FieldFaults();
        faults.Add("items", Check(items, out var terms));
        budget.Take(caller.UserId);
        await log.AppendAsync(new ReplaceGlossary(name, caller, terms, faults));
        return new Glossary(terms);
    }

    private static string? Check(IReadOnlyList<NewGlossaryTerm?>? items, out List<GlossaryTerm> terms)
    {
        terms = [];
        if (items is null)
            return "Is required; an empty list takes the glossary away.";
        if (items.Count > MaxTerms)
            return $"Must have at most {MaxTerms} terms.";
        foreach (var item in items)
        {
            if (GlossaryTerm.Check(item?.Term, item?.Translations, out var term) is { } fault)
                return fault;
            if (terms.Exists(known => known.Term.Equals(term.Term, StringComparison.OrdinalIgnoreCase)))
                return "Must not have the same term twice.";
            terms.Add(term);
        }

        return null;
    }
}

/// <summary>A term that someone gives; nothing is checked yet.</summary>
public sealed record NewGlossaryTerm(string? Term, IReadOnlyDictionary<string, string?>? Translations);

/// <summary>Reads glossaries. Safe for any number of callers.</summary>
public interface IGlossaryReader
{
    /// <summary>The glossary of a room as it stands; empty when it has none.</summary>
    Task<Glossary> ReadAsync(Room room, CancellationToken cancel);
}
