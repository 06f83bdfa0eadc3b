using System.Diagnostics;
using ChatHub.Conformance.Adapter;
using ChatHub.Conformance.Server;

namespace ChatHub.Conformance.Playing;

/// <summary>Plays cases against one client, one after the other; those that mostly wait are played side by side, when the first of them is asked for. For one caller at a time.</summary>
/// <param name="command">The client.</param>
/// <param name="cases">Those that will be asked for.</param>
public sealed class Runner(AdapterCommand command, IReadOnlyList<Case> cases) : IAsyncDisposable
{
    // For all cases that want nothing special of it, each with a room and people of its own.
    private KitServer? _shared;
    private Dictionary<string, Task<Verdict>>? _quiet;

    public Task<Verdict> RunAsync(Case @case, Patience patience)
    {
        if (!@case.IsQuiet)
            return PlayAsync(@case, patience);
        _quiet ??= cases.Where(other => other.IsQuiet).ToDictionary(other => other.Name, other => PlayAsync(other, patience), StringComparer.Ordinal);
        return _quiet[@case.Name];
    }

    public async ValueTask DisposeAsync()
    {
        if (_quiet is not null)
            await Task.WhenAll(_quiet.Values);
        if (_shared is not null)
            await _shared.DisposeAsync();
    }

    private async Task<Verdict> PlayAsync(Case @case, Patience patience)
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
