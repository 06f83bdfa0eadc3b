using ChatHub.Client;

namespace ChatHub.Tests.Clients.DotNet;

/// <summary>A storage in memory that writes and deletes as the test says.</summary>
internal sealed class PlayedStorage : IChatStorage
{
    private readonly MemoryChatStorage _texts = new();

    /// <summary>Comes before the writing of a key.</summary>
    public Func<string, Task> Writes { get; set; } = _ => Task.CompletedTask;

    /// <summary>Comes before each deletion.</summary>
    public Action Deletes { get; set; } = () => { };

    public Task<IReadOnlyDictionary<string, string>> ReadAsync(string prefix, CancellationToken cancel = default) => _texts.ReadAsync(prefix, cancel);

    public async Task WriteAsync(string key, string text, CancellationToken cancel = default)
    {
        await Writes(key);
        await _texts.WriteAsync(key, text, cancel);
    }

    public Task DeleteAsync(string key, CancellationToken cancel = default)
    {
        Deletes();
        return _texts.DeleteAsync(key, cancel);
    }
}
