using System.Net.Http.Json;
using ChatHub.Domain;
using ChatHub.Domain.Accounts;
using ChatHub.Domain.Errors;
using ChatHub.Domain.Log;
using ChatHub.Domain.Rooms;
using ChatHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ChatHub.Tests.Accounts;

/// <summary>What was under way when an account was deleted must not bring it back: played at the services, where the moment can be hit.</summary>
public sealed class DeletedMeanwhileTests(ChatServer server) : IClassFixture<ChatServer>
{
    private IUserStore Store => server.Services.GetRequiredService<IUserStore>();

    private IRoomLog Log => server.Services.GetRequiredService<IRoomLog>();

    [Fact]
    public async Task ALoginThatHadCheckedThePasswordOpensNoSession()
    {
        var caller = await NewDeletedAsync();

        var session = new Session("c2Vzc2lvbiBvZiBzb21lIQ", caller.UserId, DateTimeOffset.UtcNow, DateTimeOffset.UtcNow, "device", "address");

        var ended = await server.Services.GetRequiredService<ISessionStore>()
            .OpenAsync(session, server.Services.GetRequiredService<IRefreshTokens>().Make(session.Id, generation: 0), most: 10);

        ended.Should().BeNull("it was refused");
        (await new DatabaseFile(server.DataDirectory).ReadAsync($"SELECT Id FROM Sessions WHERE UserId = {caller.UserId}")).Should().BeEmpty();
    }

    [Fact]
    public async Task AProfileChangeWritesNothing()
    {
        var caller = await NewDeletedAsync();

        await Store.UpdateProfileAsync(caller.UserId, new Optional<string>("Ana Lopez"), new Optional<string?>("es"));

        (await new DatabaseFile(server.DataDirectory).ReadAsync($"SELECT DisplayName || coalesce(Language, '') FROM Users WHERE Id = {caller.UserId}")).Should().Equal("deleted-user");
        (await Store.FindAsync(caller.UserId, CancellationToken.None)).Should().BeNull();
    }

    [Fact]
    public async Task JoiningMakingAndOpeningARoomAreRefused()
    {
        var caller = await NewDeletedAsync();
        var other = await server.NewUserAsync();
        _ = Username.TryParse(other.Username, out var name);
        var quota = server.Services.GetRequiredService<RoomQuota>();
        RoomChange<RoomView>[] changes =
        [
            new JoinRoom("general", caller, RoomRole.Member, quota), new CreateRoom("a-new-one", new RoomSettings("x", "", RoomVisibility.Public), caller, quota),
        ];

        foreach (var change in changes)
            (await FluentActions.Awaiting(() => Log.AppendAsync(change)).Should().ThrowAsync<RefusedException>()).Which.Error.Should().Be(ErrorCatalogue.InvalidToken);
        (await FluentActions.Awaiting(() => Log.AppendAsync(new OpenDirectRoom(caller, name, "dm-x", quota))).Should().ThrowAsync<RefusedException>())
            .Which.Error.Should().Be(ErrorCatalogue.InvalidToken);
    }

    private async Task<Caller> NewDeletedAsync()
    {
        var user = await server.NewUserAsync();
        _ = Username.TryParse(user.Username, out var name);
        var account = await Store.FindAsync(name, CancellationToken.None);
        (await user.Http.PostAsJsonAsync("/me/delete", new { password = ChatServer.Password })).EnsureSuccessStatusCode();
        return new Caller(account!.Id, account.Username, "a session");
    }
}
