using ChatHub.Tests.Support;
using ChatHub.Tests.Support.Secrets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatHub.Tests.Logging;

/// <summary>The watch over the logs of all tests sees each kind of secret, and nothing else.</summary>
public sealed class SecretWatchTests : IDisposable
{
    private const string Jwt = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";

    private readonly SecretWatch _watch = new();

    [Theory]
    [InlineData(SecretKind.AccessToken, $"the token was {Jwt}.")]
    [InlineData(SecretKind.AccessToken, "{\"accessToken\":\"eyJh.eyJz")]
    [InlineData(SecretKind.TokenInAQuery, "GET /hubs/chat?id=5&access_token=a")]
    [InlineData(SecretKind.AuthorizationHeader, "Authorization: bearer 0123456789abcdef")]
    [InlineData(SecretKind.OpaqueToken, "the session got 3q2-7wAbCdEfGhIjKlMnOpQrStUvWxYz0123456789_-a")]
    [InlineData(SecretKind.OpaqueToken, "begin given-out-by-an-answer end")]
    [InlineData(SecretKind.Password, "x my own secret! x")]
    [InlineData(SecretKind.MessageText, "she said: Nobody must know of this, ever.")]
    public void EachKindOfSecretIsSeen(SecretKind kind, string entry)
    {
        KnownSecrets.Add(SecretKind.OpaqueToken, "given-out-by-an-answer");
        KnownSecrets.Add(SecretKind.Password, "my own secret!");
        KnownSecrets.Add(SecretKind.MessageText, "Nobody must know of this");

        Log(_watch.CreateLogger("Some.Category"), entry);

        _watch.Leaks.Should().Equal([("Some.Category", kind)]);
        _watch.Invoking(watch => watch.ThrowIfLeaked()).Should().Throw<InvalidOperationException>().WithMessage($"*{kind} by Some.Category*").Which.Message.Should().NotContain(entry);
    }

    [Theory]
    [InlineData("AuthenticationScheme: Bearer was challenged.")]
    [InlineData("GET /hubs/chat?access_token=[redacted]")]
    [InlineData("Connection id \"0HNQBSFOALVTL\", key akBcQWfN3aTZx_P4EnqDnA, trace bfed03b3bb5d5ddd6bbd7ef010adcf15df40fd08d84f0d42")]
    [InlineData("Microsoft.AspNetCore.Mvc.Infrastructure.ControllerActionInvokerOfSomeTypeWithAVeryLongName2")]
    [InlineData("KeyId: 'z_GD_uzl_qISOy9o7I5hlA6XiH1K5vgAHokJ3bpRcuY', KeyId: z_GD_uzl_qISOy9o7I5hlA6XiH1K5vgAHokJ3bpRcuY\n kid: 'z_GD_uzl_qISOy9o7I5hlA6XiH1K5vgAHokJ3bpRcuY'.")]
    [InlineData("/rooms/room-17/messages/5 by user12")]
    public void WhatIsNoSecretIsNoLeak(string entry)
    {
        KnownSecrets.Add(SecretKind.MessageText, "room-17");
        KnownSecrets.Add(SecretKind.MessageText, "messages");
        KnownSecrets.Add(SecretKind.Password, "password");

        Log(_watch.CreateLogger("Some.Category"), entry);

        _watch.Leaks.Should().BeEmpty();
    }

    [Fact]
    public void AScopeAndAnExceptionAreLookedAt()
    {
        var logger = _watch.CreateLogger("Some.Category");

        using (logger.BeginScope($"within {Jwt}"))
            Log(logger, "Failed", new InvalidOperationException("?access_token=secret"));

        _watch.Leaks.Select(leak => leak.Kind).Should().BeEquivalentTo([SecretKind.AccessToken, SecretKind.TokenInAQuery]);
    }

    [Fact]
    public async Task AServerThatLogsASecretAtTraceFailsItsTest()
    {
        var server = ChatServer.Start([]);
        var user = await server.NewUserAsync();
        await using (var client = await server.ConnectAsync(user))
        {
            await client.JoinAsync("general");
            await client.SendAsync("general", "Between you and me only");
        }

        var logger = server.Services.GetRequiredService<ILoggerFactory>().CreateLogger("A.Talkative.Part");
        Log(logger, "Posted Between you and me only");
        Log(logger, $"Checked {ChatServer.Password}");

        (await FluentActions.Awaiting(async () => await server.DisposeAsync()).Should().ThrowAsync<InvalidOperationException>())
            .WithMessage("*: Password by A.Talkative.Part, MessageText by A.Talkative.Part.");
    }

    [Fact]
    public async Task AProcessThatPrintsASecretFailsItsTest()
    {
        using var directory = new TemporaryDirectory();
        var server = await ServerProcess.StartAsync(directory.Path, ServerProcess.LoggingAll);
        using var http = new HttpClient { BaseAddress = server.Url };

        // A path is logged as it came; nobody puts a token there but a test.
        await http.GetAsync(new Uri($"/{Jwt}", UriKind.Relative));

        await FluentActions.Awaiting(async () => await server.DisposeAsync()).Should().ThrowAsync<InvalidOperationException>().WithMessage("*AccessToken by *");
    }

    public void Dispose() => _watch.Dispose();

    private static void Log(ILogger logger, string entry, Exception? exception = null) => logger.Log(LogLevel.Trace, default, entry, exception, (text, _) => text);
}
