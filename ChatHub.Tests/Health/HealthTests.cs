using System.Net;
using System.Text.Json;
using ChatHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ChatHub.Tests.Health;

public sealed class HealthTests
{
    [Fact]
    public async Task AGoodServerIsAliveAndReadyAndNamesItsDatabase()
    {
        await using var server = ChatServer.Start([]);

        (await GetAsync(server, "/health/live", HttpStatusCode.OK)).GetProperty("status").GetString().Should().Be("ok");
        var ready = await GetAsync(server, "/health/ready", HttpStatusCode.OK);

        ready.GetProperty("status").GetString().Should().Be("ok");
        ready.GetProperty("dependencies").GetProperty("database").GetString().Should().Be("ok");
    }

    [Fact]
    public async Task AServerWhoseDependencyFailsIsAliveButNotReadyAndDoesNotSayWhy()
    {
        await using var server = ChatServer.Start([], services => services.AddHealthChecks().AddCheck<Broken>("broken"));

        (await GetAsync(server, "/health/live", HttpStatusCode.OK)).GetProperty("status").GetString().Should().Be("ok");
        var ready = await GetAsync(server, "/health/ready", HttpStatusCode.ServiceUnavailable);

        ready.GetProperty("status").GetString().Should().Be("unavailable");
        ready.GetProperty("dependencies").GetProperty("broken").GetString().Should().Be("unavailable");
        ready.GetProperty("dependencies").GetProperty("database").GetString().Should().Be("ok");
        ready.GetRawText().Should().NotContain(Broken.Reason);
    }

    private static async Task<JsonElement> GetAsync(ChatServer server, string path, HttpStatusCode status)
    {
        using var http = server.NewHttp();
        var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        answer.StatusCode.Should().Be(status);
        (answer.Headers.RetryAfter?.Delta).Should().Be(status == HttpStatusCode.ServiceUnavailable ? TimeSpan.FromSeconds(5) : null);
        return await answer.JsonAsync();
    }

    private sealed class Broken : IHealthCheck
    {
        public const string Reason = "a reason that is nobody else's business";

        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
            => throw new InvalidOperationException(Reason);
    }
}
