namespace ChatHub.Tests.Model;

/// <summary>Plays one sequence to the model and to the server, and stops where they differ. Each run has users and rooms of its own.</summary>
internal sealed class SequenceRun
{
    private static int _runs;

    private readonly ChatModel _model;
    private readonly Choices _choices;
    private readonly Players _players;
    private readonly List<string> _story = [];

    private SequenceRun(ChatModel model, Choices choices, Players players) => (_model, _choices, _players) = (model, choices, players);

    /// <exception cref="SequenceException">What differed, and all that led there.</exception>
    public static async Task PlayAsync(IModelServer server, IReadOnlyList<Draw> draws)
    {
        var number = Interlocked.Increment(ref _runs);
        var model = new ChatModel([$"Ann{number}", $"Bob{number}", $"Cat{number}", $"Dan{number}"]);
        await using var players = await Players.StartAsync(server, model.Users);
        var run = new SequenceRun(model, new Choices(model, $"room{number}"), players);
        try
        {
            foreach (var call in run._choices.Opening(draws[0]))
                await run.PlayAsync(call);
            foreach (var draw in draws.Skip(1))
                await run.PlayAsync(run._choices.Make(draw));
            await run.PlayAsync(new Compare());
        }
        catch (Exception e) when (e is not SequenceException)
        {
            throw new SequenceException(run._story, e);
        }
    }

    private async Task PlayAsync(Call call)
    {
        _story.Add($"{call}");
        switch (call)
        {
            case Compare:
                await new Comparison(_model, _players).RunAsync();
                break;
            case Restart:
                await RestartAsync();
                break;
            case Drop drop:
                await _players.DropAsync(drop.By, drop.Way);
                _model.Connections.Drop(drop.By, drop.Way);
                break;
            case Reconnect back:
                await ReconnectAsync(back.By, back.Way);
                break;
            default:
                await AskBothAsync(call);
                break;
        }
    }

    private async Task AskBothAsync(Call call)
    {
        await SettleBeforeAsync(call);
        var answer = await _players.DoAsync(call);
        var expected = _model.Apply(call);
        _story[^1] += $" -> {answer}";
        answer.Should().Be(expected, "this is what the model answers to {0}", call);
    }

    /// <summary>
    /// Who is removed, joins, or was closed out, has got all that comes before that: else it would depend on the race between the log and the connection what it gets.
    /// The races have a test of their own.
    /// </summary>
    private async Task SettleBeforeAsync(Call call)
    {
        var (user, room) = call switch
        {
            JoinRoom c => (c.By, c.Room),
            LeaveRoom c => (c.By, c.Room),
            Unfollow c when _model.Connections.Stands.GetValueOrDefault((c.By, c.Way, c.Room)) is { IsFollowing: false } => (c.By, c.Room),
            RemoveMember c => (c.Target, c.Room),
            Restrict c => (c.Target, c.Room),
            _ => (null, null),
        };
        if (user is not null && _model.Find(room!) is { } known)
            await new Comparison(_model, _players).SettleAsync(known, user);
    }

    private async Task RestartAsync()
    {
        var up = Connections.All(_model.Users).Where(key => _model.Connections.IsUp(key.User, key.Way)).ToList();
        await _players.RestartAsync();
        foreach (var (user, way) in up)
            _model.Connections.Drop(user, way);
        foreach (var (user, way) in up)
            await ReconnectAsync(user, way);
        await new Comparison(_model, _players).RunAsync();
    }

    private async Task ReconnectAsync(string user, Way way)
    {
        await _players.ConnectAsync(user, way);
        foreach (var room in _model.Connections.Reconnect(user, way))
        {
            _story.Add($"  back in {room} over {way} as {user}");
            await AskBothAsync(new JoinRoom(user, way, room, Start.Resume));
        }
    }
}

/// <summary>The model and the server differ.</summary>
internal sealed class SequenceException(IReadOnlyList<string> story, Exception cause)
    : Exception($"{cause.Message}\nafter\n{string.Join('\n', story.Select((line, index) => $"{index + 1,3} {line}"))}\nat {cause.StackTrace}", cause);
