using System.Collections.Concurrent;

namespace ChatHub.Client;

/// <summary>Keeps texts as long as it lives itself. Any number may call it at once.</summary>
public sealed class MemoryChatStorage : IChatStorage
{
    private readonly ConcurrentDictionary<string, string> _texts = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, string>> ReadAsync(string prefix, CancellationToken cancel = default)
        => Task.FromResult<IReadOnlyDictionary<string, string>>(
            _texts.Where(text => text.Key.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(StringComparer.Ordinal));

    /// <inheritdoc/>
    public Task WriteAsync(string key, string text, CancellationToken cancel = default)
    {
        _texts[key] = text;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task DeleteAsync(string key, CancellationToken cancel = default)
    {
        _texts.TryRemove(key, out _);
        return Task.CompletedTask;
    }
}
