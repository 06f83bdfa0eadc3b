using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using ChatHub.Api.Realtime;
using ChatHub.Domain.Accounts;
using ChatHub.Domain.Limits;
using ChatHub.Tests.Limits;
using ChatHub.Tests.Support;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatHub.Tests.Realtime;

/// <summary>The last moments of a connection, with a socket that takes nothing or fails.</summary>
public sealed class EndingConnectionTests : IDisposable
{
    private readonly StuckHub _hub = new();
    private readonly ClientConnection _client;
    private readonly MeteredProtocol _protocol;

    public EndingConnectionTests()
    {
        var limits = new LimitOptions();
        _client = new ClientConnection(_hub, new Caller(7, "ana", "session"), DateTimeOffset.MaxValue, limits, TimeProvider.System, NullLogger.Instance);
        _protocol = new MeteredProtocol(new JsonHubProtocol(), _client, new InvocationBudget(limits, new RecordedLimits(), TimeProvider.System), limits.FrameBytes, new RecordedLimits());
    }

    [Theory]
    [InlineData(SessionEnding.Logout, "invalid_token: ")]
    [InlineData(SessionEnding.AccountDeleted, "invalid_token: ")]
    [InlineData(SessionEnding.TokenExpired, "token_expired: ")]
    [InlineData(SessionEnding.Shutdown, "unavailable: ")]
    public async Task WhileAStuckSocketIsGivenTimeForTheLastWordsItsCallsAreRefused(SessionEnding reason, string code)
    {
        Call().Should().BeOfType<InvocationMessage>();

        var ending = _client.EndAsync(reason);

        Call().Should().BeOfType<InvocationBindingFailureMessage>().Which.BindingFailure.SourceException.Message.Should().StartWith(code);
        await ending;
        await Eventually.TrueAsync(() => _hub.IsClosed, "the socket was cut off");
    }

    [Fact]
    public async Task AConnectionThatCannotEvenBeToldIsCutOffAndNobodyElseIsHurt()
    {
        _hub.Fault = new InvalidOperationException("It cannot be written.");

        await _client.EndAsync(SessionEnding.Logout);

        await Eventually.TrueAsync(() => _hub.IsClosed, "the connection was cut off");
    }

    [Fact]
    public void ACallIsOpenUntilItsAnswerIsWritten()
    {
        _client.Calls.FinishAsync().IsCompleted.Should().BeTrue();
        Call();
        Call();
        var finished = _client.Calls.FinishAsync();

        _protocol.WriteMessage(CompletionMessage.Empty("1"), new ArrayBufferWriter<byte>());
        _protocol.WriteMessage(PingMessage.Instance, new ArrayBufferWriter<byte>());
        finished.IsCompleted.Should().BeFalse();
        _protocol.GetMessageBytes(CompletionMessage.WithError("1", "no"));

        finished.IsCompleted.Should().BeTrue();
    }

    [Fact]
    public void ACallThatIsNotAnsweredIsNotWaitedFor()
    {
        Call("""{"type":1,"target":"SetTyping","arguments":[{}]}""");
        Call("""{"type":6}""");

        _client.Calls.FinishAsync().IsCompleted.Should().BeTrue();
    }

    public void Dispose() => _client.Dispose();

    private HubMessage Call(string frame = """{"type":1,"invocationId":"1","target":"SetLanguage","arguments":[{}]}""")
    {
        var input = new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(frame + '\u001e'));
        _protocol.TryParseMessage(ref input, new AnyCall(), out var message).Should().BeTrue();
        return message!;
    }

    /// <summary>A connection whose writes never end, or fail.</summary>
    private sealed class StuckHub : HubConnectionContext
    {
        private readonly DefaultConnectionContext _context;

        public StuckHub()
            : this(new DefaultConnectionContext("stuck", new Ends(new Pipe().Reader, new Pipe().Writer), new Ends(new Pipe().Reader, new Pipe().Writer)))
        {
        }

        private StuckHub(DefaultConnectionContext context)
            : base(context, new HubConnectionContextOptions { KeepAliveInterval = TimeSpan.FromMinutes(5) }, NullLoggerFactory.Instance)
            => (_context, Protocol) = (context, new JsonHubProtocol());

        public Exception? Fault { get; set; }

        public bool IsClosed => _context.ConnectionClosed.IsCancellationRequested;

        public override ValueTask WriteAsync(SerializedHubMessage message, CancellationToken cancellationToken = default)
            => Fault is null ? new ValueTask(new TaskCompletionSource().Task) : throw Fault;
    }

    private sealed record Ends(PipeReader Input, PipeWriter Output) : IDuplexPipe;

    private sealed class AnyCall : IInvocationBinder
    {
        public Type GetReturnType(string invocationId) => typeof(object);

        public IReadOnlyList<Type> GetParameterTypes(string methodName) => [typeof(object)];

        public Type GetStreamItemType(string streamId) => typeof(object);
    }
}
