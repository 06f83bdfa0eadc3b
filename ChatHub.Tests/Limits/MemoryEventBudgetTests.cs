using ChatHub.Domain.Errors;
using ChatHub.Domain.Limits;
using ChatHub.Infrastructure.Limits;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Limits;

/// <summary>The budget by itself: exact, and forgetful.</summary>
public sealed class MemoryEventBudgetTests
{
    private readonly SteppedTime _time = new();
    private readonly RecordedLimits _log = new();

    [Fact]
    public void TheBurstPassesAndTheNextIsToldWhenToTryAgain()
    {
        var budget = New(perSecond: 4, burst: 3);

        TakeAll(budget, 3);

        RefusalOf(budget).RetryAfter.Should().Be(TimeSpan.FromMilliseconds(250));
        _time.Step(TimeSpan.FromMilliseconds(249));
        RefusalOf(budget).RetryAfter.Should().Be(TimeSpan.FromMilliseconds(1));
        _time.Step(TimeSpan.FromMilliseconds(1));
        TakeAll(budget, 1);
        RefusalOf(budget).Error.Should().Be(ErrorCatalogue.RateLimited);
        _log.Refusals.Should().HaveCount(3).And.OnlyContain(limit => limit == "MessagesPerSecond");
    }

    [Fact]
    public void AfterAPauseTheWholeBurstIsThereAndNoMore()
    {
        var budget = New(perSecond: 4, burst: 3);
        TakeAll(budget, 3);

        _time.Step(TimeSpan.FromHours(1));

        TakeAll(budget, 3);
        RefusalOf(budget);
    }

    [Fact]
    public void OnesBudgetIsNotAnothers()
    {
        var budget = New(perSecond: 1, burst: 1);

        budget.Take(1);
        budget.Take(2);

        RefusalOf(budget, userId: 1);
        RefusalOf(budget, userId: 2);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public void ZeroIsNoLimit(int perSecond, int burst)
    {
        var budget = New(perSecond, burst);

        TakeAll(budget, 10_000);

        budget.Count.Should().Be(0);
    }

    [Fact]
    public void BudgetsThatAreFullAgainAreForgotten()
    {
        var budget = New(perSecond: 1, burst: 10);
        for (var user = 0; user < 1000; user++)
            budget.Take(user);
        budget.Count.Should().Be(1000);

        _time.Step(TimeSpan.FromSeconds(1));
        for (var user = 1000; user < 2000; user++)
            budget.Take(user);

        budget.Count.Should().BeLessThanOrEqualTo(1024);
    }

    [Fact]
    public void ManyAtOnceGetNoMoreThanTheBurst()
    {
        var budget = New(perSecond: 1, burst: 50);

        Parallel.For(0, 1000, _ => Record(budget));

        _log.Refusals.Should().HaveCount(950);
    }

    private static void TakeAll(MemoryEventBudget budget, int events)
    {
        for (var i = 0; i < events; i++)
            budget.Take(1);
    }

    private static RefusedException RefusalOf(MemoryEventBudget budget, long userId = 1) => FluentActions.Invoking(() => budget.Take(userId)).Should().Throw<RefusedException>().Which;

    private static void Record(MemoryEventBudget budget)
    {
        try
        {
            budget.Take(1);
        }
        catch (RefusedException)
        {
            // Counted by the log.
        }
    }

    private MemoryEventBudget New(int perSecond, int burst) => new(new LimitOptions { MessagesPerSecond = perSecond, MessageBurst = burst }, _time, _log);
}
