using ChatHub.Infrastructure.Database.Sqlite;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Database.Sqlite;

/// <summary>Who goes first among writes, and with whom.</summary>
public class WriteQueueTests
{
    private const int Limit = 3;
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    [Fact]
    public void Patient_writes_go_along_with_the_next_that_somebody_waits_for()
    {
        var queue = new WriteQueue(Limit, Long);
        var (patient, urgent) = (NewWrite(), NewWrite());
        queue.TryAdd(patient, isPatient: true).Should().BeTrue();
        queue.Wait(TimeSpan.Zero).Should().BeFalse("nobody waits for it");
        queue.HasUrgent.Should().BeFalse("who gathers events would wait for it, too");
        queue.TryAdd(urgent, isPatient: false).Should().BeTrue();

        queue.Wait(Timeout.InfiniteTimeSpan).Should().BeTrue();
        Take(queue).Should().Equal(urgent, patient);
        queue.IsEmpty.Should().BeTrue();
    }

    [Fact]
    public void Patient_writes_go_by_themselves_when_no_other_comes()
    {
        var queue = new WriteQueue(Limit, TimeSpan.FromMilliseconds(1));
        var patient = NewWrite();
        queue.TryAdd(patient, isPatient: true);

        queue.Wait(Timeout.InfiniteTimeSpan).Should().BeTrue();
        Take(queue).Should().Equal(patient);
    }

    [Fact]
    public void Patient_writes_do_not_starve_behind_full_batches()
    {
        var queue = new WriteQueue(Limit, Long);
        WriteOperation[] urgent = [NewWrite(), NewWrite(), NewWrite()];
        var patient = NewWrite();
        queue.TryAdd(patient, isPatient: true);
        foreach (var write in urgent)
            queue.TryAdd(write, isPatient: false);

        Take(queue, size: 2).Should().Equal(urgent[0], urgent[1], patient);
        Take(queue, size: 2).Should().Equal(urgent[2]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Of_either_kind_only_so_many_wait(bool isPatient)
    {
        var queue = new WriteQueue(Limit, Long);
        for (var count = 0; count < Limit; count++)
            queue.TryAdd(NewWrite(), isPatient).Should().BeTrue();

        queue.TryAdd(NewWrite(), isPatient).Should().BeFalse();
        queue.TryAdd(NewWrite(), !isPatient).Should().BeTrue("the one kind does not crowd out the other");
    }

    [Fact]
    public async Task What_waits_when_the_queue_closes_is_due_at_once()
    {
        var queue = new WriteQueue(Limit, Long);
        var patient = NewWrite();
        queue.TryAdd(patient, isPatient: true);
        var waiter = await StartWaitingAsync(queue);

        queue.Close();

        waiter.Join(TimeSpan.FromSeconds(30)).Should().BeTrue();
        queue.TryAdd(NewWrite(), isPatient: false).Should().BeFalse();
        Take(queue).Should().Equal(patient);
    }

    [Fact]
    public async Task A_write_wakes_who_waits()
    {
        var queue = new WriteQueue(Limit, Long);
        queue.TryAdd(NewWrite(), isPatient: true);
        var waiter = await StartWaitingAsync(queue);

        queue.TryAdd(NewWrite(), isPatient: false);

        waiter.Join(TimeSpan.FromSeconds(30)).Should().BeTrue();
    }

    [Fact]
    public async Task A_patient_write_wakes_who_waits_for_any()
    {
        var queue = new WriteQueue(Limit, TimeSpan.FromMilliseconds(1));
        var waiter = await StartWaitingAsync(queue);

        queue.TryAdd(NewWrite(), isPatient: true);

        waiter.Join(TimeSpan.FromSeconds(30)).Should().BeTrue();
    }

    /// <summary>A thread that sleeps until a batch is due.</summary>
    private static async Task<Thread> StartWaitingAsync(WriteQueue queue)
    {
        var waiter = new Thread(() => queue.Wait(Timeout.InfiniteTimeSpan)) { IsBackground = true };
        waiter.Start();
        await Eventually.TrueAsync(() => waiter.ThreadState.HasFlag(ThreadState.WaitSleepJoin), "it sleeps");
        return waiter;
    }

    private static WriteOperation<int> NewWrite() => new(_ => 0);

    private static List<WriteOperation> Take(WriteQueue queue, int size = int.MaxValue)
    {
        var batch = new List<WriteOperation>();
        queue.Take(batch, size);
        return batch;
    }
}
