using System.Diagnostics;
using ChatHub.Conformance.Adapter;
using ChatHub.Conformance.Server;

namespace ChatHub.Conformance.Playing;

/// <summary>Plays cases against one client, one after the other.</summary>
public sealed class Runner(AdapterCommand command) : IAsyncDisposable
{
    // For all cases that want nothing special of it, each with a room and people of its own.
    private KitServer? _shared;

    public async Task<Verdict> RunAsync(Case @case, Patience patience)
    {
        var clock = Stopwatch.StartNew();
        var isOwn = @case.OwnServer || @case.Settings.Count > 0;
        var server = isOwn ? KitServer.Start(@case.Settings) : _shared ??= KitServer.Start(@case.Settings);
        var play = await Play.BeginAsync(command, server, patience);
        var fault = await FaultAsync(@case, play);
        var time = clock.Elapsed;
        // The clients' processes have written all that they had to write once they are gone.
        await play.DisposeAsync();
        if (isOwn)
            await server.DisposeAsync();
        return new Verdict(@case, time, fault, play.Details);
    }

    public async ValueTask DisposeAsync()
    {
        if (_shared is not null)
            await _shared.DisposeAsync();
    }

    private static async Task<string?> FaultAsync(Case @case, Play play)
    {
        try
        {
            await @case.PlayAsync(play);
            return null;
        }
        catch (Exception e)
        {
            // Whatever went wrong, this case has failed, and the others are still to be played.
            return e is CaseException or AdapterException ? e.Message : e.ToString();
        }
    }
}
