namespace ChatHub.Domain.Errors;

/// <summary>Collects what is wrong with a request, so that a caller learns of every fault at once. Used by one call at a time.</summary>
public sealed class FieldFaults
{
    private readonly Dictionary<string, string[]> _fields = new(StringComparer.Ordinal);

    /// <summary>Notes <paramref name="fault"/>, a whole sentence, unless it is null.</summary>
    public void Add(string field, string? fault)
    {
        if (fault is not null)
            _fields[field] = [fault];
    }

    /// <exception cref="RefusedException"><c>invalid_request</c>, naming every field noted.</exception>
    public void ThrowIfAny()
    {
        if (_fields.Count > 0)
            throw new RefusedException(_fields);
    }
}
