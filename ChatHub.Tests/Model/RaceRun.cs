using System.Collections.Concurrent;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Model;

/// <summary>
/// Four users act at once in two rooms. What comes of it nobody can foretell; but it must be one log, the same for everyone, and all that is known of a
/// room must follow from it.
/// </summary>
internal sealed partial class RaceRun
{
    private const int InFlight = 6;

    // "internal" and "unavailable" are none of them.
    private static readonly string[] Refusals =
        ["room_not_found", "banned", "forbidden", "room_archived", "muted", "message_not_found", "conflict", "invalid_request"];

    private static int _runs;

    private readonly ConcurrentQueue<string> _story = [];
    private readonly Players _players;
    private readonly IReadOnlyList<string> _users;
    private readonly IReadOnlyList<string> _rooms;

    private RaceRun(Players players, IReadOnlyList<string> users, IReadOnlyList<string> rooms) => (_players, _users, _rooms) = (players, users, rooms);

    /// <exception cref="SequenceException">What does not fit, and all that led there.</exception>
    public static async Task PlayAsync(IModelServer server, IReadOnlyList<Draw> draws)
    {
        var number = Interlocked.Increment(ref _runs);
        string[] users = [$"Eve{number}", $"Fay{number}", $"Gus{number}", $"Hal{number}"];
        await using var players = await Players.StartAsync(server, users, isRacing: true);
        var run = new RaceRun(players, users, [$"race{number}-0", $"race{number}-1"]);
        try
        {
            await run.OpenAsync();
            await Task.WhenAll(users.Select((user, index) => Task.Run(() => run.ActAsync(user, draws.Where((_, place) => place % users.Length == index)))));
            foreach (var room in run._rooms)
                await run.RequireClosedAsync(room);
            await run.SettleAsync();
            foreach (var room in run._rooms)
                await run.CompareAsync(room);
        }
        catch (Exception e)
        {
            throw new SequenceException([.. run._story], e);
        }
    }

    private async Task OpenAsync()
    {
        foreach (var room in _rooms)
        {
            await DoAsync(new CreateRoom(_users[0], room, room == _rooms[0] ? "public" : "private"));
            foreach (var user in _users.Skip(1))
                await DoAsync(new SetMember(_users[0], room, user, user == _users[1] ? "moderator" : "member"));
            foreach (var (user, way) in Connections.All(_users))
                await JoinAsync(user, way, room);
        }
    }

    /// <summary>Several calls at once, so that commits and batches have more than one event; what moves a connection waits for them.</summary>
    private async Task ActAsync(string user, IEnumerable<Draw> draws)
    {
        var choices = new RaceChoices(_users, _rooms);
        var inFlight = new List<Task>();
        foreach (var call in draws.Select(draw => choices.Make(draw, user)))
        {
            var isMove = call is JoinRoom or LeaveRoom or Unfollow or Drop;
            if (isMove || inFlight.Count == InFlight)
            {
                await Task.WhenAll(inFlight);
                inFlight.Clear();
            }

            if (isMove)
                await MoveAsync(user, call);
            else
                inFlight.Add(DoAsync(call));
        }

        await Task.WhenAll(inFlight);
    }

    private async Task MoveAsync(string user, Call call)
    {
        if (call is LeaveRoom && user == _users[0])
            return;
        if (call is Drop drop)
            await ComeBackAsync(user, drop.Way);
        else if (call is JoinRoom { Way: not Way.Http } join)
            await JoinAsync(user, join.Way, join.Room);
        else
            await DoAsync(call);
    }

    private async Task ComeBackAsync(string user, Way way)
    {
        _story.Enqueue($"{user} comes back over {way}");
        await _players.DropAsync(user, way);
        await _players.ConnectAsync(user, way);
        foreach (var room in _rooms)
            await JoinAsync(user, way, room);
    }

    /// <summary>A client that follows, as far as it knows, has no reason to join.</summary>
    private async Task JoinAsync(string user, Way way, string room)
    {
        _players.DeviceOf(user, way).Take();
        if (!_players.DeviceOf(user, way).TapeOf(room).IsFollowing)
            await DoAsync(new JoinRoom(user, way, room, Start.Resume));
    }

    private async Task DoAsync(Call call)
    {
        var answer = await _players.DoAsync(call);
        _story.Enqueue($"{call} -> {answer}");
        (Refusals.Contains(answer) || answer.Contains(' ', StringComparison.Ordinal) || answer == Lines.Ok).Should().BeTrue("this is no answer: {0}", answer);
        answer.Should().NotContain("reset", "every cursor can be honoured");
        answer.Should().NotMatchRegex("^from", "a join goes on after its cursor");
    }

    /// <summary>Everyone is taken in again, and every connection comes to the head.</summary>
    private async Task SettleAsync()
    {
        foreach (var room in _rooms)
        {
            foreach (var user in _users.Skip(1))
            {
                await DoAsync(new Lift(_users[0], room, user, "ban"));
                await DoAsync(new SetMember(_users[0], room, user, null));
            }

            var head = (await _players.GetAsync(_users[0], $"/rooms/{room}")).Answer.GetProperty("head").GetInt64();
            foreach (var (user, way) in Connections.All(_users))
            {
                await Eventually.TrueAsync(
                    async () =>
                    {
                        await JoinAsync(user, way, room);
                        return _players.DeviceOf(user, way).TapeOf(room).Seq >= head;
                    },
                    $"{user} over {way} has come to the head of {room}");
            }
        }
    }
}
