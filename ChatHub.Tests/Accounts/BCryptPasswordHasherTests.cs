using ChatHub.Domain.Accounts;
using ChatHub.Domain.Errors;
using ChatHub.Infrastructure;
using ChatHub.Infrastructure.Accounts;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Accounts;

/// <summary>Hashing is slow on purpose: how many may wait for it, and for how long.</summary>
public sealed class BCryptPasswordHasherTests : IDisposable
{
    private const int Waiting = 64;

    // Slow enough that none ends while the others are still being asked for.
    private const int WorkFactor = 14;

    private static readonly int Running = Math.Clamp(Environment.ProcessorCount / 2, 1, 2);

    private readonly TemporaryDirectory _directory = new();
    private readonly Deadlines _deadlines = new();
    private readonly Pepper _pepper;
    private readonly BCryptPasswordHasher _hasher;

    public BCryptPasswordHasherTests()
    {
        _pepper = new Pepper(new DataDirectory(_directory.Path));
        _hasher = new BCryptPasswordHasher(_pepper, new AuthOptions { BcryptWorkFactor = WorkFactor }, _deadlines);
    }

    [Fact]
    public async Task While64WaitTheNextAreRefusedAtOnce()
    {
        using var leave = new CancellationTokenSource();

        var calls = Enumerable.Range(0, 100).Select(_ => _hasher.HashAsync(Password(), () => null, leave.Token)).ToList();
        var refused = calls.Where(call => call.IsFaulted).ToList();
        await leave.CancelAsync();
        await Task.WhenAll(calls.Select(call => call.ContinueWith(_ => true, TaskScheduler.Default)));

        refused.Should().HaveCount(100 - Running - Waiting);
        refused.Select(Refusal).Should().OnlyContain(refusal => refusal.Error == ErrorCatalogue.TooManyAttempts && refusal.RetryAfter > TimeSpan.Zero);
        calls.Count(call => call.IsCanceled).Should().Be(Waiting);
        calls.Count(call => call.IsCompletedSuccessfully).Should().Be(Running);
        (await _hasher.HashAsync(Password(), () => null, CancellationToken.None)).Hash.Should().StartWith("$2a$14$", "a place is free again");
    }

    [Fact]
    public async Task WhoHasWaitedTooLongIsRefusedAndWhoRunsIsNot()
    {
        var calls = Enumerable.Range(0, Running + 1).Select(_ => _hasher.VerifyAsync(Password(), hash: null, CancellationToken.None)).ToList();

        _deadlines.Pass();

        var refused = await FluentActions.Awaiting(() => calls[^1]).Should().ThrowAsync<RefusedException>();
        refused.Which.Error.Should().Be(ErrorCatalogue.TooManyAttempts);
        foreach (var call in calls.Take(Running))
            (await call).Matches.Should().BeFalse("nobody has no password");
    }

    public void Dispose()
    {
        _hasher.Dispose();
        _directory.Dispose();
    }

    private static Password Password()
    {
        Domain.Accounts.Password.Check(ChatServer.Password, out var password).Should().BeNull();
        return password;
    }

    private static RefusedException Refusal(Task call) => call.Exception!.InnerException.Should().BeOfType<RefusedException>().Which;

    /// <summary>A clock on which no deadline passes until the test says so, and then every one.</summary>
    private sealed class Deadlines : TimeProvider
    {
        private readonly List<Action> _callbacks = [];

        public void Pass() => _callbacks.ForEach(callback => callback());

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _callbacks.Add(() => callback(state));
            return new NoTimer();
        }

        private sealed class NoTimer : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
