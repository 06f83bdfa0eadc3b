using ChatHub.Domain.Log;
using Microsoft.AspNetCore.SignalR;

namespace ChatHub.Api.Realtime;

/// <summary>Giving out: one pump at a time takes the events that follow and posts them to all who follow live, at once in a quiet room, and in batches in a busy one (<see cref="Gathering"/>).</summary>
internal sealed partial class RoomFeed
{
    private const int WrittenAtOnce = 1000;

    private readonly Gathering _gathering = new(time);
    private readonly List<Outbox> _unwritten = []; // Used by the pump alone.
    private bool _isPumping;
    private ITimer? _timer;
    private bool _isTimerSet;

    /// <summary>Starts the pump unless it runs, or sets it to start when what is there has gathered; called with the lock held.</summary>
    private void Pump()
    {
        if (_isPumping || _head <= _position)
            return;
        if (MustGather(out var left))
        {
            SetTimer(left);
            return;
        }

        _isPumping = true;
        _ = Task.Run(PumpAsync);
    }

    private bool MustGather(out TimeSpan left)
    {
        left = _gathering.Left;
        // Nobody waits in vain, and a hole does not close by waiting.
        return left > TimeSpan.Zero && _pending.Count > 0 && !IsBatch(_pending.Count) && _waiting.Count == 0;
    }

    /// <summary>Senders who wait for their receipts before they send on shall not wait for one another here: what has come is all there is, unless the log has more under way.</summary>
    private bool IsBatch(int events) => events >= Gathering.Most || (events >= Gathering.Full && !log.IsBusy);

    private void SetTimer(TimeSpan left)
    {
        if (_isTimerSet)
            return;
        _isTimerSet = true;
        _timer ??= time.CreateTimer(_ => OnTimer(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        // Timers cut off what is less than a millisecond, and would fire too early again and again.
        _timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
    }

    private void OnTimer()
    {
        lock (_lock)
        {
            _isTimerSet = false;
            Pump();
        }
    }

    private async Task PumpAsync()
    {
        while (true)
        {
            try
            {
                if (!await GiveOutAsync())
                    return;
            }
            catch (Exception e)
            {
                LogFailed(e, room.Name);
                await Task.Delay(RetryDelay, time);
            }
        }
    }

    /// <summary>Gives out the next events.</summary>
    /// <returns>False when there are none, or not yet; then the pump has stopped.</returns>
    private async Task<bool> GiveOutAsync()
    {
        long position, head;
        List<RoomEvent> batch;
        lock (_lock)
        {
            (position, head) = (_position, _head);
            if (head <= position || MustGather(out _))
            {
                _isPumping = false;
                Pump();
                return false;
            }

            batch = _pending.TakeAfter(position, BatchLimit);
        }

        var isRead = batch.Count == 0;
        if (isRead)
            batch = CutAtRemoval(await log.ReadAsync(room, position, head, BatchLimit, CancellationToken.None));
        GiveOut(batch, isRead);
        return true;
    }

    /// <summary>An event that ends someone's membership stands alone in its batch, because that person does not get it.</summary>
    private static List<RoomEvent> CutAtRemoval(IReadOnlyList<RoomEvent> events)
    {
        var removal = events.TakeWhile(entry => !entry.IsRemoval).Count();
        return events.Take(Math.Max(removal, 1)).ToList();
    }

    /// <param name="batch">What follows.</param>
    /// <param name="isRead">Whether it was read from the log, and so perhaps not offered yet.</param>
    private void GiveOut(List<RoomEvent> batch, bool isRead)
    {
        if (batch.Count == 0)
            throw new InvalidOperationException("The log does not have the events that it announced.");
        var message = HubMessages.RoomEvents(room.Name, log.Epoch, batch[0].Seq, batch);
        try
        {
            Post(message, batch, isRead);
        }
        finally
        {
            // Not under the lock, for which whoever commits waits.
            Write(_unwritten);
        }

        lock (_lock)
            _gathering.Begin(_live.Count);
    }

    private void Post(SerializedHubMessage message, List<RoomEvent> batch, bool isRead)
    {
        lock (_lock)
        {
            if (batch[0].Seq != _position + 1)
                throw new InvalidOperationException("The feed was about to give out an event out of order.");
            if (RoomClosingWords.Of(batch[0].Type) is { } reason)
                CloseFor(batch[0].Member!.UserId, batch[0].Seq, reason);
            if (isRead)
            {
                foreach (var change in batch.Where(entry => entry.IsChangeOfText))
                    Supersede(change.Message!);
            }

            foreach (var following in _live)
            {
                if (following.Connection.Outbox.Enqueue(message, following, batch.Count))
                    _unwritten.Add(following.Connection.Outbox);
            }

            _position = batch[^1].Seq;
            TakePatchesAlong(_unwritten);
            PumpPatches();
            _waiting.RemoveAll(waiting => waiting.Seq <= _position && waiting.Reached.TrySetResult());
        }
    }

    /// <summary>To so many readers on this thread, and to those beyond on others beside it: they would wait for it too long.</summary>
    private static void Write(List<Outbox> unwritten)
    {
        for (var index = 0; index < unwritten.Count; index++)
        {
            if (index < WrittenAtOnce)
                unwritten[index].Write();
            else
                unwritten[index].Schedule();
        }

        unwritten.Clear();
    }
}
