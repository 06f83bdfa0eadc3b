using ChatHub.Domain.Errors;
using ChatHub.Domain.Log;
using ChatHub.Domain.Rooms;
using Microsoft.Extensions.Hosting;

namespace ChatHub.Infrastructure.Rooms;

/// <summary>Makes the public room <c>general</c> on a fresh server, before the first client comes.</summary>
internal sealed class FirstRoom(IRoomDirectory directory, IRoomLog log, RoomQuota quota) : IHostedService
{
    private const long Nobody = 0;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (await directory.FindAsync(RoomName.General, Nobody, cancellationToken) is not null)
            return;
        try
        {
            await log.AppendAsync(new CreateRoom(RoomName.General, new RoomSettings("General", "Everyone is welcome here", RoomVisibility.Public), creator: null, quota));
        }
        catch (RefusedException e) when (e.Error == ErrorCatalogue.RoomTaken)
        {
            // Another node was faster.
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
