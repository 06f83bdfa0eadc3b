using System.Text.Json;
using System.Text.RegularExpressions;
using ChatHub.Tests.Support;
using Microsoft.AspNetCore.SignalR;

namespace ChatHub.Tests.Model;

/// <summary>One client of one user: its connection, which comes and goes, and what it holds of each room, which stays.</summary>
internal sealed class Device(TestUser user, WireProtocol protocol, Names names, string epoch, bool isRacing) : IAsyncDisposable
{
    private const int MaxBacklog = 200;

    private readonly Dictionary<string, RoomTape> _tapes = new(StringComparer.Ordinal);
    private HubClient? _client;

    public RoomTape TapeOf(string room)
    {
        if (!_tapes.TryGetValue(room, out var tape))
            _tapes[room] = tape = new RoomTape(isRacing);
        return tape;
    }

    public async Task ConnectAsync(Uri server) => _client = await HubClient.ConnectAsync(server, user.Token, protocol);

    /// <summary>Ends the connection, or notes that it has ended.</summary>
    public async Task DropAsync()
    {
        if (_client is null)
            return;
        Take();
        await _client.DisposeAsync();
        _client = null;
        foreach (var tape in _tapes.Values)
            tape.Stop();
    }

    /// <summary>Calls the hub with one object.</summary>
    /// <returns>What it answered, or the code of its refusal.</returns>
    public async Task<(JsonElement Answer, string? Refusal)> CallAsync(string method, object argument)
    {
        try
        {
            return (names.ToModel(await _client!.InvokeAsync(method, argument)), null);
        }
        catch (HubException e)
        {
            var code = Regex.Match(e.Message, "(?:^|HubException: )(?<code>[a-z_]+): ", RegexOptions.None, TimeSpan.FromSeconds(1));
            return (default, code.Success ? code.Groups["code"].Value : e.Message);
        }
    }

    /// <summary>Joins a room; to be called when it has got all that it is to get of it so far.</summary>
    public async Task<string> JoinAsync(string room, Start start)
    {
        Take();
        var tape = TapeOf(room);
        var (cursorEpoch, seq) = start switch { Start.Ahead => (epoch, tape.Seq + 1_000_000), Start.OtherEpoch => ("another", tape.Seq), Start.Anew => (epoch, 0), _ => (epoch, tape.Seq) };
        var (sync, refusal) = await CallAsync("JoinRoom", new { room = names.ToServer(room), after = new { epoch = cursorEpoch, seq }, backlog = MaxBacklog });
        if (refusal is not null)
            return refusal;

        sync.GetProperty("epoch").GetString().Should().Be(epoch);
        var (from, tail) = (sync.GetProperty("from").GetInt64(), $"head {sync.GetProperty("head").GetInt64()}, {Lines.Room(sync.GetProperty("room"))}");
        var reset = sync.GetProperty("reset") is { ValueKind: JsonValueKind.Object } given ? given.GetProperty("reason").GetString() : null;
        if (tape.IsFollowing)
            return $"{(reset is null ? "" : $"reset {reset}, ")}goes on at {from}, {tail}";
        tape.Follow(from, reset);
        if (reset is not null || start == Start.Anew)
            tape.Forget(from - 1);
        return reset is not null ? $"reset {reset}, from {from}, {tail}" : from == seq + 1 ? $"resumes, {tail}" : $"from {from} after {seq}, {tail}";
    }

    /// <summary>After the room was left, or is no longer followed, by this connection's own call.</summary>
    public void Stop(string room) => TapeOf(room).Stop();

    /// <summary>Puts on the tapes what has come since.</summary>
    public void Take()
    {
        while (_client is not null && _client.Calls.TryDequeue(out var call))
        {
            if (call.Method is not ("RoomEvents" or "RoomClosed"))
                continue;
            var argument = names.ToModel(call.Argument);
            var tape = TapeOf(argument.GetProperty("room").GetString()!);
            if (call.Method == "RoomEvents")
                tape.Take(argument, epoch);
            else
                tape.Close(argument.GetProperty("reason").GetString()!);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_client is not null)
            await _client.DisposeAsync();
    }
}
