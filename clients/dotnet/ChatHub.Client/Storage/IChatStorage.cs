namespace ChatHub.Client;

/// <summary>
/// Keeps texts by key for one client at a time. The client calls it from one place at a time for each key. Some of the texts are secrets: a session's refresh token, and what people wrote.
/// </summary>
public interface IChatStorage
{
    /// <summary>Everything whose key begins so.</summary>
    /// <param name="prefix">The beginning of the keys; keys are printable ASCII characters.</param>
    /// <param name="cancel">Ends the waiting.</param>
    Task<IReadOnlyDictionary<string, string>> ReadAsync(string prefix, CancellationToken cancel = default);

    /// <summary>Keeps a text in the place of what was there. When it completes, a crash does not take it away; if it fails, the text of before is still there.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="text">The text.</param>
    /// <param name="cancel">Ends the waiting.</param>
    Task WriteAsync(string key, string text, CancellationToken cancel = default);

    /// <summary>Forgets a text, if it is there.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="cancel">Ends the waiting.</param>
    Task DeleteAsync(string key, CancellationToken cancel = default);
}
