using System.Net;
using ChatHub.Api.Realtime;
using ChatHub.Contracts;
using ChatHub.Domain.Accounts;
using ChatHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ChatHub.Tests.Realtime;

/// <summary>Following a room again on a connection that was closed out of it.</summary>
public sealed class JoiningAgainTests(ChatServer server) : IClassFixture<ChatServer>
{
    [Fact]
    public async Task TheEndOfTheFollowingBeforeIsWrittenBeforeTheNextOneIsAnswered()
    {
        var (owner, reader) = (await server.NewUserAsync(), await server.NewUserAsync());
        var room = await owner.NewRoomAsync();
        var subscriptions = server.Services.GetRequiredService<RoomSubscriptions>();
        var connection = new PipeConnection(await IdOfAsync(reader), reader.Username);
        await subscriptions.JoinAsync(connection.Client, new JoinRoomRequest(room, null, null));
        await Eventually.TrueAsync(() => connection.Read().Contains("\"seq\":3", StringComparison.Ordinal), "it follows");

        // From here on nothing gets through until the test reads.
        connection.Client.Outbox.Post(HubMessages.RoomClosed("another", new string('x', 200_000)), stale: null, events: 0);
        (await owner.Http.DeleteAsync($"/rooms/{room}/members/{reader.Username}")).StatusCode.Should().Be(HttpStatusCode.NoContent);
        await Eventually.TrueAsync(() => !connection.Client.Follows(room), "the removal has reached the connection");
        var again = subscriptions.JoinAsync(connection.Client, new JoinRoomRequest(room, null, null));
        await Eventually.TrueAsync(() => again.IsCompleted || !connection.Client.Followings.ContainsKey(room), "the join has met the end of the following before");

        var wasToldBefore = false;
        await Eventually.TrueAsync(
            () =>
            {
                var isAnswered = again.IsCompleted;
                wasToldBefore = connection.Read().Contains("\"removed\"", StringComparison.Ordinal);
                return isAnswered;
            },
            "the join was answered");
        wasToldBefore.Should().BeTrue("else the client would take it for the end of the new following");
        (await again).From.Should().Be(1);
    }

    private async Task<long> IdOfAsync(TestUser user)
    {
        Username.TryParse(user.Username, out var name).Should().BeTrue();
        return (await server.Services.GetRequiredService<IUserStore>().FindAsync(name, CancellationToken.None))!.Id;
    }
}
