using System.Collections.Immutable;
using ChatHub.Domain.Log;
using ChatHub.Domain.Rooms;
using Microsoft.AspNetCore.SignalR;

namespace ChatHub.Api.Realtime;

/// <summary>
/// Walks one room's log on this node, strictly in the order of its seqs, and gives every event to all who follow live. What the log offers is a
/// hint: a hole in it is read from the log. Any thread may call; one lock guards the position, the followings and what waits, and posting
/// to outboxes happens under it, so that going live, leaving and every event have one order. The offered events that wait are bounded
/// (<see cref="PendingEvents"/>).
/// </summary>
internal sealed partial class RoomFeed(
    Room room, IRoomLog log, FeedTranslations translations, TimeProvider time, ILogger<RoomFeed> logger)
{
    /// <summary>How many events go into one call at most.</summary>
    public const int BatchLimit = 100;

    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly HashSet<Following> _catchingUp = [];
    private readonly List<Following> _live = [];
    private readonly PendingEvents _pending = new();
    private readonly List<(long Seq, TaskCompletionSource Reached)> _waiting = [];
    private ImmutableArray<string> _languages = [];
    // From the head that its first follower read before it followed: every later removal is given out, so that none passes a follower by.
    private long _position = room.Head;
    private long _head = room.Head;
    private volatile bool _isTranslated = translations.Rules.Allow(room.Settings);
    private volatile int _members = room.Members;

    public long RoomId => room.Id;

    public string RoomName => room.Name;

    /// <summary>Whether what goes to everyone must be little.</summary>
    public bool IsLarge => _members > Room.LargeMembers;

    /// <summary>The languages that someone who follows reads in; none where the room is not to be translated.</summary>
    public IReadOnlyCollection<string> Languages => _isTranslated ? _languages : [];

    /// <summary>The seq of the last event given out.</summary>
    public long Position
    {
        get
        {
            lock (_lock)
                return _position;
        }
    }

    /// <summary>The connections that follow, those that still catch up included.</summary>
    public IReadOnlyList<ClientConnection> ListFollowers()
    {
        lock (_lock)
            return [.. _live.Concat(_catchingUp).Select(following => following.Connection)];
    }

    /// <summary>Gives followers something that has no place in the log, and is worth nothing later.</summary>
    public void Hint(SerializedHubMessage message, Predicate<ClientConnection> isFor)
    {
        lock (_lock)
        {
            foreach (var following in _live.Concat(_catchingUp).Where(following => isFor(following.Connection)))
                following.Connection.Outbox.PostHint(message, following);
        }
    }

    public void Add(Following following, string? language)
    {
        lock (_lock)
        {
            _catchingUp.Add(following);
            Read(following, language);
        }
    }

    /// <summary>Ends a following: nothing more is posted for it, and what waits in its outbox is dropped.</summary>
    public void Remove(Following following)
    {
        lock (_lock)
            Close(following);
    }

    /// <summary>
    /// Keeps a following whose user was a member when the room stood as in <paramref name="seen"/>: a removal up to its head is past, and does not close it.
    /// </summary>
    /// <param name="following">With its language opened.</param>
    /// <param name="seen">The room.</param>
    /// <param name="patchesAfter">The tseq after which its translations go on, if they have not begun; null to start with the next one.</param>
    /// <returns>The seq it gets next if it is live, and the tseq of the last patch before the one it gets next; null if it is closed.</returns>
    public (long Next, long Tseq)? Confirm(Following following, Room seen, long? patchesAfter)
    {
        lock (_lock)
        {
            if (following.IsClosed)
                return null;
            following.Since = Math.Max(following.Since, seen.Head);
            // What this feed was made of may have been older.
            if (seen.Head >= _head)
                (_members, _isTranslated) = (seen.Members, translations.Rules.Allow(seen.Settings));
            _head = Math.Max(_head, seen.Head);
            Pump();
            if (following.Language is { IsBegun: false } reading)
                Begin(reading, patchesAfter);
            return (following.IsLive ? _position + 1 : following.Next, LastTseq(following));
        }
    }

    /// <summary>Takes note of a committed event.</summary>
    public void Offer(RoomEvent entry)
    {
        lock (_lock)
        {
            _head = Math.Max(_head, entry.Seq);
            if (entry.IsChangeOfText)
                Supersede(entry.Message!);
            _pending.Add(entry);
            _members = entry.RoomSize;
            _isTranslated = entry.Details?.Translation is { } policy ? translations.Rules.Allow(policy) : _isTranslated;
            Pump();
        }
    }

    /// <summary>Completes when the feed has come to <paramref name="seq"/>.</summary>
    public Task ReachAsync(long seq)
    {
        lock (_lock)
        {
            if (_position >= seq)
                return Task.CompletedTask;
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((seq, reached));
            Pump();
            return reached.Task;
        }
    }

    /// <summary>Completes when the feed has given out all that it knows of now.</summary>
    public Task SettleAsync()
    {
        lock (_lock)
            return ReachAsync(_head);
    }

    /// <summary>Goes live if the following has all that the feed has given out; after that it gets every event exactly when the others do.</summary>
    /// <returns>True when there is nothing more to catch up, also because the following was closed, or is live already: once more it would get everything twice.</returns>
    public bool TryGoLive(Following following)
    {
        lock (_lock)
        {
            if (following.IsClosed || following.IsLive)
                return true;
            if (following.Next != _position + 1)
                return false;
            _catchingUp.Remove(following);
            _live.Add(following);
            following.IsLive = true;
            return true;
        }
    }

    /// <summary>Closes the room for the followings of a user who is no longer a member; called with the lock held.</summary>
    private void CloseFor(long userId, long seq, string reason)
    {
        var theirs = _live.Concat(_catchingUp)
            .Where(following => following.Connection.Caller.UserId == userId && following.Since < seq).ToList();
        foreach (var following in theirs)
        {
            Close(following);
            SayClosed(following, reason);
        }
    }

    private void Close(Following following)
    {
        if (following.IsClosed)
            return;
        following.IsClosed = true;
        if (!_catchingUp.Remove(following))
            _live.Remove(following);
        Read(following, language: null);
    }

    [LoggerMessage(EventId = 2100, Level = LogLevel.Error, Message = "The feed of room {Room} failed and tries again")]
    private partial void LogFailed(Exception cause, string room);
}
