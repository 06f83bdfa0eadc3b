using System.Net.Http.Json;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Accounts;

/// <summary>What of a password is kept, and when it is made stronger.</summary>
public sealed class PasswordHashTests
{
    [Fact]
    public async Task ARaisedWorkFactorRenewsAHashAtLoginAndALoweredOneDoesNot()
    {
        using var directory = new TemporaryDirectory();
        await using (var weak = StartWith(directory, workFactor: 10))
        {
            await weak.NewUserAsync("ada");
            (await HashAsync(directory)).Should().StartWith("$2a$10$");
        }

        await using (var strong = StartWith(directory, workFactor: 11))
        {
            await LogInAsync(strong, "a wrong password", isGood: false);
            (await HashAsync(directory)).Should().StartWith("$2a$10$");
            await LogInAsync(strong, ChatServer.Password, isGood: true);
            (await HashAsync(directory)).Should().StartWith("$2a$11$");
            await LogInAsync(strong, ChatServer.Password, isGood: true);
        }

        await using var weakAgain = StartWith(directory, workFactor: 10);
        await LogInAsync(weakAgain, ChatServer.Password, isGood: true);
        (await HashAsync(directory)).Should().StartWith("$2a$11$");
    }

    [Fact]
    public async Task TwoPeopleWithOnePasswordHaveTwoHashes()
    {
        await using var server = ChatServer.Start([]);
        await server.NewUserAsync("ada");
        await server.NewUserAsync("bob");

        var hashes = await new DatabaseFile(server.DataDirectory).ReadAsync("SELECT Hash FROM Passwords");

        hashes.Should().HaveCount(2).And.OnlyHaveUniqueItems();
    }

    private static ChatServer StartWith(TemporaryDirectory directory, int workFactor)
        => ChatServer.Start(new() { ["DataDirectory"] = directory.Path, ["Auth:BcryptWorkFactor"] = $"{workFactor}" });

    private static async Task LogInAsync(ChatServer server, string password, bool isGood)
    {
        using var http = server.NewHttp();
        (await http.PostAsJsonAsync("/login", new { username = "ada", password })).IsSuccessStatusCode.Should().Be(isGood);
    }

    private static async Task<string> HashAsync(TemporaryDirectory directory)
        => (await new DatabaseFile(directory.Path).ReadAsync("SELECT Hash FROM Passwords")).Should().ContainSingle().Which;
}
