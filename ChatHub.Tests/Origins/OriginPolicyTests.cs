using ChatHub.Api.Origins;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatHub.Tests.Origins;

/// <summary>Pages on this machine are trusted only while nobody else can reach the server.</summary>
public sealed class OriginPolicyTests
{
    [Theory]
    [InlineData("http://localhost:5000", true)]
    [InlineData("http://127.0.0.1:5000", true)]
    [InlineData("http://[::1]:5000", true)]
    [InlineData("http://localhost:5000 https://127.0.0.1:5001", true)]
    [InlineData("http://0.0.0.0:5000", false)]
    [InlineData("http://[::]:5000", false)]
    [InlineData("http://*:5000", false)]
    [InlineData("http://+:80", false)]
    [InlineData("http://192.0.2.1:5000", false)]
    [InlineData("http://chat.example:5000", false)]
    [InlineData("http://localhost:5000 http://0.0.0.0:5001", false)]
    [InlineData("", false)]
    public void APageOnLocalhostIsAllowedOnlyWhileTheServerListensThereOnly(string addresses, bool isAllowed)
    {
        var server = new ListeningServer(addresses.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        new OriginPolicy(new OriginOptions(), server, TimeProvider.System, NullLogger<OriginPolicy>.Instance).Allows("http://localhost:5173").Should().Be(isAllowed);
    }

    private sealed class ListeningServer : IServer
    {
        public ListeningServer(IEnumerable<string> addresses)
        {
            var feature = new ServerAddressesFeature();
            foreach (var address in addresses)
                feature.Addresses.Add(address);
            Features.Set<IServerAddressesFeature>(feature);
        }

        public IFeatureCollection Features { get; } = new FeatureCollection();

        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
            where TContext : notnull
            => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose()
        {
        }
    }
}
