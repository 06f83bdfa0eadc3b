using System.Text.Json;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Model;

/// <summary>What must be so, whatever happened.</summary>
internal sealed partial class RaceRun
{
    private const int MaxEvents = 1000;

    /// <summary>Who is no member follows on no connection, and has got nothing from the end of the membership on.</summary>
    private async Task RequireClosedAsync(string room)
    {
        var events = await ReadLogAsync(room);
        var replay = new RoomPicture();
        var ends = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var entry in events)
        {
            var before = replay.Members.Keys.ToList();
            replay.Apply(entry);
            foreach (var gone in before.Except(replay.Members.Keys))
                ends[gone] = entry.GetProperty("seq").GetInt64();
        }

        foreach (var (user, way) in Connections.All(_users).Where(key => !replay.Members.ContainsKey(key.User)))
        {
            var device = _players.DeviceOf(user, way);
            await Eventually.TrueAsync(
                () =>
                {
                    device.Take();
                    return !device.TapeOf(room).IsFollowing;
                },
                $"{room} was closed for {user} over {way}");
            device.TapeOf(room).Seq.Should().BeLessThan(ends[user], "{0} over {1} gets nothing of {2} from there on", user, way, room);
        }
    }

    private async Task CompareAsync(string room)
    {
        var events = await ReadLogAsync(room);
        var log = events.ConvertAll(Lines.Event);
        events.Select(entry => entry.GetProperty("seq").GetInt64()).Should().Equal(Enumerable.Range(1, events.Count).Select(seq => (long)seq));
        var replay = new RoomPicture();
        events.ForEach(replay.Apply);
        foreach (var (user, way) in Connections.All(_users))
        {
            var tape = _players.DeviceOf(user, way).TapeOf(room);
            tape.Lines.Should().Equal(log, "the log is the same for {0} over {1}", user, way);
            tape.Picture.RenderForView().Should().Be(replay.RenderForView(), "that is what its events say to {0} over {1}", user, way);
        }

        foreach (var (_, seq, at) in _players.Promises.Where(promise => promise.Room == room))
            at.Should().Be(Lines.Text(events[(int)seq - 1], "at"), "a receipt named event {0} of {1}", seq, room);
        replay.Restrictions.Clear();
        foreach (var user in _users)
            (await HttpPicture.ReadAsync(_players, user, room)).RenderForView().Should().Be(replay.RenderForView(), "HTTP says the same to {0}", user);
    }

    private async Task<List<JsonElement>> ReadLogAsync(string room)
    {
        var (page, _) = await _players.GetAsync(_users[0], $"/rooms/{room}/events?after=0&limit={MaxEvents}");
        return page.GetProperty("events").EnumerateArray().ToList();
    }
}
