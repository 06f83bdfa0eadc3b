using System.Security.Claims;
using ChatHub.Api.Errors;
using ChatHub.Domain.Errors;
using ChatHub.Tests.Support;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatHub.Tests.Errors;

/// <summary>What SignalR would log as an error, and any client can bring about, is none.</summary>
public sealed class HubErrorsTests : IDisposable
{
    private readonly Caller _caller = new();
    private readonly LogRecorder _logs = new();

    [Fact]
    public async Task AClientThatIsGoneBeforeItIsThereIsNoError()
    {
        _caller.Abort();

        await ConnectAsync(() => throw new TaskCanceledException());
    }

    [Fact]
    public async Task AnAccountThatGoesWhileItConnectsIsNoError()
    {
        await ConnectAsync(() => throw new RefusedException(ErrorCatalogue.InvalidToken));

        _caller.ConnectionAborted.IsCancellationRequested.Should().BeTrue("nobody is connected without an account");
    }

    [Fact]
    public async Task WhatIsCancelledThoughTheClientIsThereIsAnError()
        => await FluentActions.Awaiting(() => ConnectAsync(() => throw new TaskCanceledException())).Should().ThrowAsync<OperationCanceledException>();

    public void Dispose()
    {
        _caller.Dispose();
        _logs.Dispose();
    }

    private async Task ConnectAsync(Func<Task> connect)
    {
        using var logging = LoggerFactory.Create(builder => builder.AddProvider(_logs));
        await using var services = new ServiceCollection().BuildServiceProvider();
        using var hub = new NoHub();
        await new HubErrors(logging.CreateLogger<HubErrors>()).OnConnectedAsync(new HubLifetimeContext(_caller, services, hub), _ => connect());
        _logs.Entries.Should().BeEmpty();
    }

    private sealed class NoHub : Hub;

    private sealed class Caller : HubCallerContext, IDisposable
    {
        private readonly CancellationTokenSource _aborted = new();

        public override string ConnectionId => "connection";

        public override string? UserIdentifier => null;

        public override ClaimsPrincipal? User => null;

        public override IDictionary<object, object?> Items { get; } = new Dictionary<object, object?>();

        public override IFeatureCollection Features { get; } = new FeatureCollection();

        public override CancellationToken ConnectionAborted => _aborted.Token;

        public override void Abort() => _aborted.Cancel();

        public void Dispose() => _aborted.Dispose();
    }
}
