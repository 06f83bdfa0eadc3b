using System.Collections.Concurrent;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Permissions;

/// <summary>A server, and the people who call: the same for all rooms, so that each call can have a room of its own.</summary>
public sealed class PermissionWorld : IAsyncLifetime, IDisposable
{
    public const string OutsiderName = "outsider";

    private readonly Dictionary<Standing, TestUser> _callers = [];
    private readonly ConcurrentDictionary<string, Lazy<Task<HubClient>>> _connections = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _pairing = new(1);
    private readonly List<TestUser> _pairable = [];
    private int _paired;

    public ChatServer Server { get; } = new();

    /// <summary>Is in no room.</summary>
    public TestUser Outsider { get; private set; } = null!;

    /// <summary>Whom calls are about, in whatever role.</summary>
    public TestUser Target { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Outsider = await Server.NewUserAsync(OutsiderName);
        Target = await Server.NewUserAsync();
        foreach (var standing in Enum.GetValues<Standing>())
            _callers[standing] = await Server.NewUserAsync();
    }

    public TestUser Caller(Standing standing) => _callers[standing];

    /// <summary>Two people who have not talked to each other yet: few people make many pairs.</summary>
    public async Task<(TestUser Maker, TestUser Other)> NewPairAsync()
    {
        await _pairing.WaitAsync();
        try
        {
            if (_paired >= _pairable.Count - 1)
            {
                _pairable.Add(await Server.NewUserAsync());
                _paired = 0;
            }

            if (_pairable.Count == 1)
                _pairable.Add(await Server.NewUserAsync());
            return (_pairable[^1], _pairable[_paired++]);
        }
        finally
        {
            _pairing.Release();
        }
    }

    /// <summary>The one connection of a user.</summary>
    public Task<HubClient> ConnectionOf(TestUser user) => _connections.GetOrAdd(user.Username, _ => new Lazy<Task<HubClient>>(() => Server.ConnectAsync(user))).Value;

    public async Task DisposeAsync()
    {
        foreach (var connection in _connections.Values)
            await (await connection.Value).DisposeAsync();
        await Server.DisposeAsync();
    }

    public void Dispose() => _pairing.Dispose();
}
