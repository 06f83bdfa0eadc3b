using System.Collections.Concurrent;
using ChatHub.Api.Draining;
using ChatHub.Domain.Accounts;
using ChatHub.Domain.Errors;
using ChatHub.Domain.Limits;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.SignalR;

namespace ChatHub.Api.Realtime;

/// <summary>
/// One live hub connection. Any thread may push through its <see cref="Outbox"/>; its rooms and its language are changed by one call at a time,
/// in turn (<see cref="InTurnAsync"/>); and its rooms catch up one chunk at a time (<see cref="InCatchUpAsync"/>).
/// </summary>
internal sealed partial class ClientConnection : IOutboxTarget, IDisposable
{
    // Twice this, and the hard end, and what led to the ending, take less than the two seconds in which what is revoked stops.
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(0.5);

    // Nothing has been revoked, and all are told at once, on a machine that may be busy with much else that stops.
    private static readonly TimeSpan LastWordsOfAStop = TimeSpan.FromSeconds(2);

    private readonly HubConnectionContext _connection;
    private readonly PushWriter _pushes;
    // Kept, because a connection's features are gone before those who may want to end it.
    private readonly IConnectionLifetimeFeature? _lifetime;
    private readonly IConnectionLifetimeNotificationFeature? _closing;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly SemaphoreSlim _catchUpTurn = new(1, 1);
    private TaskCompletionSource? _ending;
    private TaskCompletionSource? _gone;
    private volatile Identity _identity;
    private volatile RefusedException? _refusal;

    public ClientConnection(HubConnectionContext connection, Caller caller, DateTimeOffset expiresAt, LimitOptions limits, TimeProvider time, ILogger logger)
    {
        (_connection, _time, _logger, _identity) = (connection, time, logger, new Identity(caller, expiresAt));
        _pushes = new PushWriter(connection);
        Outbox = new Outbox(this, limits);
        _lifetime = connection.Features.Get<IConnectionLifetimeFeature>();
        _closing = connection.Features.Get<IConnectionLifetimeNotificationFeature>();
        connection.Features.Set(this);
    }

    public string Id => _connection.ConnectionId;

    /// <summary>Whose connection it is, and of which session: the person stays the same, the session may become another.</summary>
    public Caller Caller => _identity.Caller;

    /// <summary>When its token expires.</summary>
    public DateTimeOffset ExpiresAt => _identity.ExpiresAt;

    public Outbox Outbox { get; }

    /// <summary>Its calls that are not answered yet.</summary>
    public OpenCalls Calls { get; } = new();

    /// <summary>With what each further call is refused, because the connection is ending; null while it is not.</summary>
    public RefusedException? Refusal => _refusal;

    /// <summary>Complete once it has begun to end because its session has, or for whichever other reason it is told.</summary>
    public Task Ending => Source(ref _ending).Task;

    public CancellationToken Aborted => _connection.ConnectionAborted;

    /// <summary>By room name. Changed in turn, read by anyone.</summary>
    public ConcurrentDictionary<string, Following> Followings { get; } = new(concurrencyLevel: 1, capacity: 1, StringComparer.Ordinal);

    /// <summary>The reading language; null for no translation.</summary>
    public string? Language { get; set; }

    /// <summary>Whether <see cref="Language"/> is that of the profile, whatever becomes of it.</summary>
    public bool HasProfileLanguage { get; set; }

    /// <summary>From now on it is of this session, by a token that expires then.</summary>
    public void Renew(Caller caller, DateTimeOffset expiresAt) => _identity = new Identity(caller, expiresAt);

    /// <summary>Ends the connection as SignalR does; its client shall not come back by itself.</summary>
    public void Close() => _connection.Abort();

    /// <summary>Ends the connection at once and hard: it cannot be brought up to date any more, and its client resumes by cursor.</summary>
    public void Abort()
    {
        try
        {
            _lifetime?.Abort();
        }
        catch (ObjectDisposedException)
        {
            // Its request is over, and it with it.
        }
    }

    /// <summary>
    /// Tells the client why its session has ended, and ends the connection: so that its client comes back by itself where the reason has passed by then,
    /// and else so that it does not. From now on its calls are refused. A socket that does not take it is cut off after twice <see cref="LastWords"/>, when the server stops <see cref="LastWordsOfAStop"/>. It never fails: whatever goes
    /// wrong, the connection does not outlive its session.
    /// </summary>
    public async Task EndAsync(SessionEnding reason)
    {
        if (!Source(ref _ending).TrySetResult())
            return;
        _refusal = RefusalFor(reason);
        try
        {
            await SayLastWordsAsync(reason);
        }
        catch (Exception e)
        {
            LogFailed(_logger, e);
            Abort();
        }
    }

    /// <summary>SignalR has said its own last words, and lets go of the connection.</summary>
    public void TellGone() => Source(ref _gone).TrySetResult();

    /// <summary>Runs what joins, leaves or changes the language: one at a time.</summary>
    public async Task<T> InTurnAsync<T>(Func<Task<T>> change)
    {
        await _turn.WaitAsync(Aborted);
        try
        {
            Aborted.ThrowIfCancellationRequested();
            return await change();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Runs what reads a chunk and waits until it is written: one at a time, in whichever rooms. What runs must not wait for <see cref="InTurnAsync"/>.</summary>
    public async Task<bool> InCatchUpAsync(Func<Task<bool>> send)
    {
        await _catchUpTurn.WaitAsync(Aborted);
        try
        {
            return await send();
        }
        finally
        {
            _catchUpTurn.Release();
        }
    }

    /// <summary>Ends all followings of a connection that is gone, after whatever is under way.</summary>
    public async Task LeaveAllAsync(Action<Following> release)
    {
        await _turn.WaitAsync();
        foreach (var following in Followings.Values)
            release(following);
        Followings.Clear();
        _turn.Release();
    }

    /// <summary>Whether it follows a room now.</summary>
    public bool Follows(string room) => Followings.TryGetValue(room, out var following) && !following.IsClosed;

    public void Dispose()
    {
        _turn.Dispose();
        _catchUpTurn.Dispose();
    }

    int IOutboxTarget.SizeOf(SerializedHubMessage push) => _pushes.SizeOf(push);

    ValueTask IOutboxTarget.WriteAsync(SerializedHubMessage push) => _pushes.WriteAsync(push);

    ValueTask IOutboxTarget.WriteAsync(IEnumerable<SerializedHubMessage> pushes) => _pushes.WriteAsync(pushes);

    void IOutboxTarget.Overflow() => _ = DropAsync();

    /// <summary>Better no connection than a silent one: the client comes back with its cursor.</summary>
    void IOutboxTarget.Fail(Exception cause)
    {
        if (!PushWriter.IsGone(cause))
            LogUnwritable(_logger, cause);
        Abort();
    }

    /// <summary>Made when it is first asked for: most of the time a connection lives, nobody does.</summary>
    private static TaskCompletionSource Source(ref TaskCompletionSource? source)
        => LazyInitializer.EnsureInitialized(ref source, static () => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    private async Task SayLastWordsAsync(SessionEnding reason)
    {
        Outbox.Close();
        var patience = reason == SessionEnding.Shutdown ? LastWordsOfAStop : LastWords;
        var told = TellAsync(HubMessages.SessionEnded(reason));
        await Task.WhenAny(told, Task.Delay(patience, _time));
        // What an official client does after each of the two was measured: SignalR's Abort sends a close that forbids it to reconnect.
        if (reason is SessionEnding.TokenExpired or SessionEnding.Shutdown && _closing is not null)
            _closing.RequestClose();
        else
            _connection.Abort();
        var gone = Source(ref _gone).Task;
        await Task.WhenAny(gone, Task.Delay(patience, _time));
        // SignalR may have let go of a connection whose socket still has a push to take: somebody who reads nothing would keep it.
        if (!gone.IsCompleted || told is not { IsCompletedSuccessfully: true, Result: true })
            Abort();
    }

    /// <summary>Drops a reader that is too slow. It is told so, if its socket still takes that.</summary>
    private async Task DropAsync()
    {
        try
        {
            await Task.WhenAny(TellAsync(HubMessages.SessionEnded(SessionEnding.SlowConsumer)), Task.Delay(LastWords, _time));
        }
        catch (Exception e)
        {
            LogFailed(_logger, e);
        }

        Abort();
    }

    /// <summary>Says something behind the outbox's back.</summary>
    /// <returns>False when the connection is gone.</returns>
    private async Task<bool> TellAsync(SerializedHubMessage message)
    {
        try
        {
            await _pushes.WriteAsync(message);
            return true;
        }
        catch (Exception e) when (PushWriter.IsGone(e))
        {
            return false;
        }
    }

    private static RefusedException RefusalFor(SessionEnding reason) => reason switch
    {
        SessionEnding.Shutdown => DrainState.Refusal(),
        SessionEnding.TokenExpired => new RefusedException(ErrorCatalogue.TokenExpired),
        _ => new RefusedException(ErrorCatalogue.InvalidToken),
    };

    [LoggerMessage(EventId = 2130, Level = LogLevel.Error, Message = "A connection that ends could not be told so")]
    private static partial void LogFailed(ILogger logger, Exception cause);

    [LoggerMessage(EventId = 2120, Level = LogLevel.Error, Message = "A connection could not be written to and was ended")]
    private static partial void LogUnwritable(ILogger logger, Exception cause);

    private sealed record Identity(Caller Caller, DateTimeOffset ExpiresAt);
}
