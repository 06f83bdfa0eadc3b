using ChatHub.Domain.Accounts;
using ChatHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ChatHub.Tests.Accounts;

/// <summary>What was under way with an old password when another one was set must not bring it back: played at the store, where the moment can be hit.</summary>
public sealed class PasswordRaceTests(ChatServer server) : IClassFixture<ChatServer>
{
    private ISessionStore Sessions => server.Services.GetRequiredService<ISessionStore>();

    [Fact]
    public async Task ALoginThatHadVerifiedTheOldPasswordOpensNoSessionAndRenewsNoHash()
    {
        var (user, caller, old) = await NewAsync();
        (await Sessions.ChangePasswordAsync(caller, old, "another hash")).Should().NotBeNull();

        (await OpenAsync(caller, new PasswordProof(old, "the old password, hashed harder"))).Should().BeNull();
        (await OpenAsync(caller, new PasswordProof(old, RenewedHash: null))).Should().BeNull();

        (await HashOfAsync(user)).Should().Be("another hash");
        (await user.Http.GetJsonAsync("/me/sessions")).GetProperty("items").GetArrayLength().Should().Be(1);
    }

    [Fact]
    public async Task ALoginRenewsTheHashThatItHasVerified()
    {
        var (user, caller, old) = await NewAsync();

        (await OpenAsync(caller, new PasswordProof(old, "hashed harder"))).Should().BeEmpty();

        (await HashOfAsync(user)).Should().Be("hashed harder");
    }

    [Fact]
    public async Task OfTwoChangesAtOnceTheFirstOneHolds()
    {
        var (user, caller, old) = await NewAsync();
        await Sessions.ChangePasswordAsync(caller, old, "the first");

        (await Sessions.ChangePasswordAsync(caller, old, "the second")).Should().BeNull();

        (await HashOfAsync(user)).Should().Be("the first");
    }

    [Fact]
    public async Task ASessionThatHasEndedMeanwhileChangesNothing()
    {
        var (user, caller, old) = await NewAsync();
        await Sessions.EndAsync(caller.SessionId, owner: null);

        (await Sessions.ChangePasswordAsync(caller, old, "another hash")).Should().BeNull();

        (await HashOfAsync(user)).Should().Be(old);
    }

    [Fact]
    public async Task WhoHasTooManySessionsLosesTheOneThatWasNotUsedForLongest()
    {
        var (_, caller, old) = await NewAsync();
        var first = await OpenedAsync(caller, old, most: 3);
        var second = await OpenedAsync(caller, old, most: 3);

        var third = NewSession(caller.UserId);
        var ended = await Sessions.OpenAsync(third, Token(third), most: 3, new PasswordProof(old, RenewedHash: null));

        ended.Should().Equal(caller.SessionId);
        (await Sessions.ListAsync(caller.UserId, CancellationToken.None)).Select(session => session.Id).Should().BeEquivalentTo(first, second, third.Id);
    }

    private static Session NewSession(long userId)
    {
        var now = DateTimeOffset.UtcNow.AddMinutes(1);
        return new Session(System.Buffers.Text.Base64Url.EncodeToString(Guid.NewGuid().ToByteArray()), userId, now, now, "device", "address");
    }

    private async Task<string> OpenedAsync(Caller caller, string hash, int most)
    {
        var session = NewSession(caller.UserId);
        (await Sessions.OpenAsync(session, Token(session), most, new PasswordProof(hash, RenewedHash: null))).Should().BeEmpty();
        return session.Id;
    }

    private Task<IReadOnlyList<string>?> OpenAsync(Caller caller, PasswordProof proof)
    {
        var session = NewSession(caller.UserId);
        return Sessions.OpenAsync(session, Token(session), most: 10, proof);
    }

    private RefreshToken Token(Session session) => server.Services.GetRequiredService<IRefreshTokens>().Make(session.Id, generation: 0);

    private async Task<(TestUser User, Caller Caller, string Hash)> NewAsync()
    {
        var user = await server.NewUserAsync();
        var sessionId = (await user.Http.GetJsonAsync("/me/sessions")).GetProperty("items")[0].GetProperty("id").GetString()!;
        return (user, (await Sessions.FindCallerAsync(sessionId, CancellationToken.None))!, await HashOfAsync(user));
    }

    private async Task<string> HashOfAsync(TestUser user)
    {
        _ = Username.TryParse(user.Username, out var name);
        return (await server.Services.GetRequiredService<IUserStore>().FindWithPasswordAsync(name, CancellationToken.None))!.Value.PasswordHash;
    }
}
