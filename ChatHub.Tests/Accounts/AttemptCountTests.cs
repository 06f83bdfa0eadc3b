using ChatHub.Domain.Accounts.Throttling;
using ChatHub.Infrastructure.Accounts;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Accounts;

/// <summary>How waits grow and shrink, played on a clock that a test sets.</summary>
public sealed class AttemptCountTests
{
    private static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly AttemptAllowance Growing = new(Attempts: 3, Period: TimeSpan.FromDays(1), FirstWait: TimeSpan.FromSeconds(10));
    private static readonly AttemptAllowance Steady = new(Attempts: 3, Period: TimeSpan.FromMinutes(3));

    private DateTimeOffset _now = Start;

    [Fact]
    public void WaitsGrowFromTheFirstToAnHourAndNoFurther()
    {
        var count = new AttemptCount(Growing, _now);
        for (var attempt = 0; attempt < 3; attempt++)
            count.Take(_now).Should().BeNull();

        var waits = new List<double>();
        for (var strike = 0; strike < 12; strike++)
        {
            var wait = count.Take(_now)!.Value;
            count.Take(_now).Should().Be(wait, "asking early lengthens nothing");
            waits.Add(wait.TotalSeconds);
            _now += wait;
            count.Take(_now).Should().BeNull("one attempt is earned by having waited");
        }

        waits.Should().Equal(10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600, 3600);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(61)]
    [InlineData(90)]
    [InlineData(143)]
    [InlineData(60 * 24)]
    public void HoweverLongSomebodyHasBeenQuietThereIsOneAttempt(int minutes)
    {
        var count = new AttemptCount(Growing, _now);
        for (var attempt = 0; attempt < 3; attempt++)
            count.Take(_now);

        count.Take(_now.AddMinutes(minutes)).Should().BeNull();
    }

    [Fact]
    public void AGuesserWhoWaitsForTheWaitsToShrinkGainsLittle()
    {
        var count = new AttemptCount(Growing, _now);
        var guesses = 0;
        // Whatever the guesser does, attempts are earned by waiting: here one every ten minutes for a week.
        for (; _now < Start.AddDays(7); _now = _now.AddMinutes(10))
            guesses += count.Take(_now) is null ? 1 : 0;

        guesses.Should().BeLessThan(7 * 24 + 20);
    }

    [Fact]
    public void WhatIsGivenBackTakesItsWaitWithIt()
    {
        var count = new AttemptCount(Growing, _now);
        for (var attempt = 0; attempt < 3; attempt++)
            count.Take(_now);

        count.GiveBack(_now);

        count.Take(_now).Should().BeNull();
        count.Take(_now).Should().Be(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void WhoSucceedsNowAndThenDoesNotGetRidOfOthersFailures()
    {
        var count = new AttemptCount(Growing, _now);
        count.Take(_now);
        count.Take(_now);
        for (var success = 0; success < 20; success++)
        {
            count.Take(_now).Should().BeNull();
            count.GiveBack(_now);
        }

        count.Take(_now).Should().BeNull("the third failure");
        count.Take(_now).Should().NotBeNull();
    }

    [Fact]
    public void ForgivenItStartsAnew()
    {
        var count = new AttemptCount(Growing, _now);
        for (var attempt = 0; attempt < 3; attempt++)
            count.Take(_now);

        count.Forgive(_now);

        count.IsForgettable(_now).Should().BeTrue();
        for (var attempt = 0; attempt < 3; attempt++)
            count.Take(_now).Should().BeNull();
        count.Take(_now).Should().Be(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void ASteadyAllowanceComesBackOneByOne()
    {
        var count = new AttemptCount(Steady, _now);
        for (var attempt = 0; attempt < 3; attempt++)
            count.Take(_now).Should().BeNull();

        count.Take(_now).Should().Be(TimeSpan.FromMinutes(1));
        _now += TimeSpan.FromMinutes(1);
        count.Take(_now).Should().BeNull();
        count.Take(_now).Should().BeCloseTo(TimeSpan.FromMinutes(1), TimeSpan.FromMilliseconds(1));
        count.IsForgettable(_now.AddMinutes(2)).Should().BeFalse();
        count.IsForgettable(_now.AddMinutes(3).AddMilliseconds(1)).Should().BeTrue();
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(-24)]
    [InlineData(-24 * 400)]
    public void AClockThatIsSetBackMakesNobodyWaitForLongerThanAnHour(int hours)
    {
        var count = new AttemptCount(Growing, _now);
        for (var attempt = 0; attempt < 3; attempt++)
            count.Take(_now);
        _now = _now.AddHours(hours);

        count.Take(_now)!.Value.Should().BeLessThanOrEqualTo(TimeSpan.FromHours(1));
        count.Take(_now.AddHours(1)).Should().BeNull();
    }

    [Fact]
    public async Task WhenThereAreTooManyKeysTheQuietOnesAreForgottenAndTheRestIsNot()
    {
        var clock = new ShiftedTime();
        var limiter = new MemoryAttemptLimiter(clock, capacity: 1000);
        for (var key = 0; key < 5000; key++)
        {
            // What is busy all the while is kept, though it came first.
            if (key % 5 == 0)
                await limiter.TakeAsync("busy", new AttemptAllowance(10_000, TimeSpan.FromDays(1)));
            await limiter.TakeAsync($"{key}", Growing);
            clock.Shift(TimeSpan.FromMilliseconds(1));
        }

        limiter.Count.Should().BeLessThanOrEqualTo(1000);
        (await limiter.TakeAsync("busy", Growing)).Should().BeNull();
        limiter.Count.Should().BeLessThanOrEqualTo(1000);
    }

    [Fact]
    public async Task WhatWouldBeNoDifferentIsForgottenByItself()
    {
        var clock = new ShiftedTime();
        var limiter = new MemoryAttemptLimiter(clock, capacity: 1000);
        for (var key = 0; key < 500; key++)
            await limiter.TakeAsync($"{key}", Steady);
        clock.Shift(TimeSpan.FromMinutes(5));

        for (var key = 0; key < 100; key++)
            await limiter.TakeAsync($"new {key}", Steady);

        limiter.Count.Should().Be(100);
    }
}
