using ChatHub.Infrastructure.Limits;
using ChatHub.Tests.Support;
using Microsoft.Extensions.Logging;

namespace ChatHub.Tests.Limits;

/// <summary>A limit that bites is in the log, by its key; however often it does, once a minute.</summary>
public sealed class LimitLogTests : IDisposable
{
    private readonly SteppedTime _time = new();
    private readonly LogRecorder _recorder = new();
    private readonly LoggerFactory _loggers;
    private readonly LimitLog _log;

    public LimitLogTests()
    {
        _loggers = new LoggerFactory([_recorder]);
        _log = new LimitLog(_time, _loggers.CreateLogger<LimitLog>());
    }

    [Fact]
    public void TheFirstRefusalIsLoggedAtOnceAndNamesTheKey()
    {
        _log.Refused("BodyBytes");

        _recorder.Entries.Should().ContainSingle().Which.Should().Contain("Limits:BodyBytes has refused 1 ");
    }

    [Fact]
    public void WithinTheMinuteNothingMoreIsLoggedAndAfterItHowManyThereWere()
    {
        _log.Refused("BodyBytes");
        _time.Step(TimeSpan.FromSeconds(59));
        Parallel.For(0, 500, _ => _log.Refused("BodyBytes"));
        _recorder.Entries.Should().ContainSingle();

        _time.Step(TimeSpan.FromSeconds(1));
        _log.Refused("BodyBytes");

        _recorder.Entries.Should().HaveCount(2);
        _recorder.Entries.Last().Should().Contain("has refused 501 ");
    }

    [Fact]
    public void EachKeyHasItsOwnMinute()
    {
        _log.Refused("BodyBytes");
        _log.Refused("FrameBytes");

        _recorder.Entries.Should().HaveCount(2);
    }

    public void Dispose()
    {
        _loggers.Dispose();
        _recorder.Dispose();
    }
}
