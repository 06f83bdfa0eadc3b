namespace ChatHub.Domain.Accounts.Throttling;

/// <summary>What is known of one key. Used by one caller at a time.</summary>
public sealed class AttemptCount(AttemptAllowance allowance, DateTimeOffset now)
{
    /// <summary>How long it takes for one strike to be forgotten. As long as the longest wait, so that waiting for it gains a guesser nothing.</summary>
    private static readonly TimeSpan Forgiveness = AttemptAllowance.LongestWait;

    private double _left = allowance.Attempts;
    private DateTimeOffset _filledAt = now;
    private DateTimeOffset _waitsUntil = now;
    private int _strikes;
    private DateTimeOffset _calmSince = now;
    private DateTimeOffset _calmBefore = now;

    /// <summary>When it was last used.</summary>
    public DateTimeOffset TouchedAt { get; private set; } = now;

    /// <summary>Takes one attempt.</summary>
    /// <returns>Null to go ahead; else how long to wait.</returns>
    public TimeSpan? Take(DateTimeOffset now)
    {
        Follow(now);
        if (now < _waitsUntil)
            return _waitsUntil - now;
        if (_left < 1)
            return (1 - _left) * (allowance.Period / allowance.Attempts);
        TouchedAt = now;
        _left--;
        if (allowance.FirstWait is not null && _left < 1)
        {
            _waitsUntil = now + allowance.WaitAfter(++_strikes);
            (_calmBefore, _calmSince) = (_calmSince, _waitsUntil);
        }

        return null;
    }

    /// <summary>Gives one back, and takes away the wait that it began.</summary>
    public void GiveBack(DateTimeOffset now)
    {
        Follow(now);
        var began = _strikes > 0 && _left < 1;
        _left = Math.Min(_left + 1, allowance.Attempts);
        if (!began)
            return;
        _strikes--;
        (_waitsUntil, _calmSince) = (now, _calmBefore);
    }

    /// <summary>Starts anew.</summary>
    public void Forgive(DateTimeOffset now)
        => (_left, _strikes, _filledAt, _waitsUntil) = (allowance.Attempts, 0, now, now);

    /// <summary>Whether nothing would be different if it were forgotten.</summary>
    public bool IsForgettable(DateTimeOffset now)
    {
        Follow(now);
        return _strikes == 0 && _left >= allowance.Attempts;
    }

    private void Follow(DateTimeOffset now)
    {
        FollowClockBack(now);
        var hasWaited = _strikes > 0 && now >= _waitsUntil;
        while (_strikes > 0 && now - _calmSince >= Forgiveness)
        {
            _strikes--;
            _calmSince += Forgiveness;
        }

        if (_strikes == 0)
            _left = Math.Min(_left + ((now - _filledAt) / allowance.Period * allowance.Attempts), allowance.Attempts);
        // Who has strikes earns one attempt by having waited, and no more; also when the last of them is forgotten by that.
        if (hasWaited)
            _left = Math.Max(_left, 1);
        _filledAt = now;
    }

    /// <summary>A clock that was set back makes nobody wait for longer than a wait can be.</summary>
    private void FollowClockBack(DateTimeOffset now)
    {
        var latest = now + AttemptAllowance.LongestWait;
        _waitsUntil = Earlier(_waitsUntil, latest);
        (_calmSince, _calmBefore) = (Earlier(_calmSince, latest), Earlier(_calmBefore, latest));
        (_filledAt, TouchedAt) = (Earlier(_filledAt, now), Earlier(TouchedAt, now));
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
