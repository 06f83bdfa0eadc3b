namespace ChatHub.Tests.Model;

/// <summary>The connections as they must be: which rooms each follows, and where it had to stop in those that it follows no longer.</summary>
internal sealed class Connections(IReadOnlyList<string> users)
{
    private readonly HashSet<(string User, Way Way)> _up = [.. All(users)];
    private readonly Dictionary<(string User, Way Way), List<string>> _remembered = [];

    /// <summary>What a connection follows, or has followed, by its user, itself and the room.</summary>
    public Dictionary<(string User, Way Way, string Room), Stand> Stands { get; } = [];

    public static IEnumerable<(string User, Way Way)> All(IReadOnlyList<string> users) => users.SelectMany(user => new[] { (user, Way.Json), (user, Way.MessagePack) });

    public bool IsUp(string user, Way way) => way == Way.Http || _up.Contains((user, way));

    /// <returns>False when it follows the room already.</returns>
    public bool Follow(string user, Way way, ModelRoom room)
    {
        var isNew = Stands.GetValueOrDefault((user, way, room.Name)) is not { IsFollowing: true };
        Stands[(user, way, room.Name)] = new Stand(IsFollowing: true);
        return isNew;
    }

    public void Unfollow(string user, Way way, ModelRoom room)
    {
        if (Stands.GetValueOrDefault((user, way, room.Name)) is { IsFollowing: true })
            Stands[(user, way, room.Name)] = new Stand(IsFollowing: false) { AtMost = room.Head };
    }

    /// <summary>The last event ended someone's membership: their connections get that in its place, but for the one that asked for it.</summary>
    public void Close(ModelRoom room, string member, string reason, Way? leaving)
    {
        foreach (var way in new[] { Way.Json, Way.MessagePack })
        {
            if (Stands.GetValueOrDefault((member, way, room.Name)) is { IsFollowing: true })
                Stands[(member, way, room.Name)] = new Stand(IsFollowing: false) { Exactly = room.Head - 1, Reason = way == leaving ? null : reason };
        }
    }

    public void Drop(string user, Way way)
    {
        _up.Remove((user, way));
        _remembered[(user, way)] = [.. StandsOf(user, way).Where(stand => stand.Value.IsFollowing).Select(stand => stand.Key.Room)];
        foreach (var (key, stand) in StandsOf(user, way))
            // It may have got all that was on its way, or none of it.
            Stands[key] = stand with { IsFollowing = false, Reason = null };
    }

    /// <returns>The rooms that it joins again.</returns>
    public IReadOnlyList<string> Reconnect(string user, Way way)
    {
        _up.Add((user, way));
        return _remembered[(user, way)];
    }

    private List<KeyValuePair<(string User, Way Way, string Room), Stand>> StandsOf(string user, Way way)
        => Stands.Where(stand => stand.Key.User == user && stand.Key.Way == way).ToList();
}

/// <summary>Where a connection stands in a room.</summary>
/// <param name="IsFollowing">Whether it gets all that happens.</param>
internal sealed record Stand(bool IsFollowing)
{
    /// <summary>The last event that it has got.</summary>
    public long? Exactly { get; init; }

    /// <summary>It has got none past this.</summary>
    public long? AtMost { get; init; }

    /// <summary>What <c>RoomClosed</c> has told it; null if it was told nothing.</summary>
    public string? Reason { get; init; }
}
