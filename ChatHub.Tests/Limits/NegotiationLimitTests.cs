using System.Net.WebSockets;
using ChatHub.Api.Limits;
using ChatHub.Domain.Limits;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Limits;

/// <summary>Negotiations that nobody connects with cost memory, too: as many as connections, of a user and from an address.</summary>
public sealed class NegotiationLimitTests
{
    private const int Limit = 3;

    private static readonly Uri Negotiation = new("/hubs/chat/negotiate?negotiateVersion=1", UriKind.Relative);

    private readonly RecordedLimits _log = new();

    [Theory]
    [InlineData("ConnectionsPerUser", true)]
    [InlineData("ConnectionsPerAddress", false)]
    public async Task TheLastNegotiationIsAnsweredTheNextIsRefusedAndAConnectMakesPlace(string limit, bool isOthersFree)
    {
        await using var server = ChatServer.Start(new() { [$"Limits:{limit}"] = $"{Limit}" }, _log.Replace);
        var (user, other) = (await server.NewUserAsync(), await server.NewUserAsync());
        var ids = new List<string>();
        for (var number = 0; number < Limit; number++)
            ids.Add(await FallbackHub.NegotiateAsync(user));
        _log.Refusals.Should().BeEmpty();

        using var refusal = await user.Http.PostAsync(Negotiation, content: null);

        await refusal.ShouldBeAsync(429, "rate_limited");
        refusal.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromSeconds(5));
        _log.Refusals.Should().Equal(limit);
        using var others = await other.Http.PostAsync(Negotiation, content: null);
        others.IsSuccessStatusCode.Should().Be(isOthersFree);
        using var socket = new ClientWebSocket();
        var address = new UriBuilder(new Uri(server.Url, FallbackHub.AddressOf(ids[0]))) { Scheme = "ws" };
        address.Query += $"&access_token={user.Token}";
        await socket.ConnectAsync(address.Uri, CancellationToken.None);
        await Eventually.TrueAsync(async () => (await user.Http.PostAsync(Negotiation, content: null)).IsSuccessStatusCode, "there is place for one more");
    }

    [Fact]
    public void AnIdThatNobodyConnectsWithGivesItsPlaceBackInTime()
    {
        var time = new SteppedTime();
        var ids = new ConnectionIds(new LimitOptions { ConnectionsPerUser = 1 }, _log, time);
        ids.TryReserve(7, address: null).Should().BeTrue();
        ids.Negotiated("id", 7, address: null);
        time.Step(TimeSpan.FromSeconds(29));
        ids.TryReserve(7, address: null).Should().BeFalse();

        time.Step(TimeSpan.FromSeconds(2));

        ids.TryReserve(7, address: null).Should().BeTrue();
        ids.IsForeign("id", 8).Should().BeFalse("it is nobody's any more");
    }

    [Fact]
    public void ANegotiationThatFailsGivesItsPlaceBackAtOnce()
    {
        var ids = new ConnectionIds(new LimitOptions { ConnectionsPerUser = 1 }, _log, new SteppedTime());
        ids.TryReserve(7, address: null).Should().BeTrue();

        ids.Release(7, address: null);

        ids.TryReserve(7, address: null).Should().BeTrue();
    }
}
