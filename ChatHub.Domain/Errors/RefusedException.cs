namespace ChatHub.Domain.Errors;

/// <summary>
/// The domain says no, and nothing was written. The only exception that callers of the domain are meant to translate;
/// any other is a fault of ours.
/// </summary>
public sealed class RefusedException : Exception
{
    public RefusedException(Error error, string? detail = null, TimeSpan? retryAfter = null, Exception? cause = null)
        : base(detail ?? error.Message, cause)
    {
        Error = error;
        RetryAfter = retryAfter;
    }

    /// <summary>Refuses one field of a request as <see cref="ErrorCatalogue.InvalidRequest"/>.</summary>
    public RefusedException(string field, string fault)
        : this(new Dictionary<string, string[]>(StringComparer.Ordinal) { [field] = [fault] })
    {
    }

    /// <summary>Refuses a request as <see cref="ErrorCatalogue.InvalidRequest"/> for the fields named.</summary>
    public RefusedException(IReadOnlyDictionary<string, string[]> fields)
        : base(string.Join(' ', fields.SelectMany(field => field.Value.Select(fault => $"{field.Key}: {fault}"))))
    {
        Error = ErrorCatalogue.InvalidRequest;
        Fields = fields;
    }

    /// <summary>The catalogue's entry.</summary>
    public Error Error { get; }

    /// <summary>Field, in camelCase, to what is wrong with it; null unless the request itself is at fault.</summary>
    public IReadOnlyDictionary<string, string[]>? Fields { get; }

    /// <summary>When the same call may be tried again, where that is known.</summary>
    public TimeSpan? RetryAfter { get; }
}
