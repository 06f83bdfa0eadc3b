using System.Diagnostics;
using Microsoft.AspNetCore.SignalR.Client;

namespace ChatHub.Bench.Translating;

/// <summary>The senders and readers, connected to one server.</summary>
internal sealed class Crowd : IAsyncDisposable
{
    /// <summary>Messages per second.</summary>
    public const int Rate = 50;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly List<(HubConnection Connection, string Language)> _senders = [];
    private readonly List<Reader> _readers = [];

    private Crowd()
    {
    }

    public static Task<Crowd> ConnectAsync(Uri server, People people) => ConnectAsync(server, people, people.Readers.Count);

    /// <summary>With only so many of the readers.</summary>
    public static async Task<Crowd> ConnectAsync(Uri server, People people, int readers)
    {
        var crowd = new Crowd();
        foreach (var sender in people.Senders)
        {
            var connection = await HubCalls.OpenAsync(server, sender, language: null, _ => { });
            // Once a member, one need not follow to send.
            await connection.JoinAsync();
            await connection.InvokeAsync("Unfollow", new { room = People.Room });
            crowd._senders.Add((connection, sender.Language));
        }

        foreach (var some in people.Readers.Take(readers).Chunk(10))
            crowd._readers.AddRange(await Task.WhenAll(some.Select(reader => Reader.ConnectAsync(server, reader))));
        return crowd;
    }

    /// <summary>Sends for a while, and waits until everything has arrived: the originals, and the patches, too, where there are any.</summary>
    public async Task<Load> RunAsync(Schedule schedule, int rate, TimeSpan duration, Setting setting)
    {
        var sent = await schedule.RunAsync(_senders, rate, duration);
        for (var clock = Stopwatch.StartNew(); !HasArrived(sent.Count, setting); await Task.Delay(5))
        {
            if (clock.Elapsed > Patience)
                throw new InvalidOperationException($"{setting.Name}: of {sent.Count} messages {_readers.Min(reader => reader.Count())} originals and patches have arrived at some reader.");
        }

        var load = new Load(sent, _readers.ConvertAll(reader => (reader.Language, reader.Take())));
        if (_readers.Select(reader => reader.Fault).FirstOrDefault(fault => fault is not null) is { } fault)
            throw new InvalidOperationException($"{setting.Name}: {fault}");
        load.Verify(setting);
        return load;
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_readers.Select(reader => reader.DisposeAsync().AsTask()));
        await Task.WhenAll(_senders.Select(sender => sender.Connection.DisposeAsync().AsTask()));
    }

    private bool HasArrived(int count, Setting setting)
        => _readers.TrueForAll(reader => reader.Fault is not null || (reader.Count() is var (originals, final) && originals >= count && (setting.Translate is null || final >= count)));
}
