using ChatHub.Infrastructure.Hosting;
using Microsoft.Extensions.Logging;

namespace ChatHub.Infrastructure.Accounts;

/// <summary>Renews the signing keys as time goes by.</summary>
internal sealed class SigningKeyRotation(SigningKeys keys, TimeProvider time, ILogger<SigningKeyRotation> logger) : LoopService(TimeSpan.FromMinutes(1), time, logger)
{
    protected override Task RunAsync(CancellationToken stopping)
    {
        keys.Renew();
        return Task.CompletedTask;
    }
}
