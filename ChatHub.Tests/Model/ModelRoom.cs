namespace ChatHub.Tests.Model;

/// <summary>A room as it must be.</summary>
internal sealed class ModelRoom(string name, bool isDirect)
{
    private readonly List<string> _pictures = [];

    public string Name => name;

    public bool IsDirect => isDirect;

    public RoomPicture Picture { get; } = new();

    public bool IsPublic => Picture.Visibility == "public";

    public int SlowModeSeconds { get; set; }

    /// <summary>Who has posted or joined while the room was in slow mode, which lasts longer than any test.</summary>
    public HashSet<string> Waiting { get; } = new(StringComparer.Ordinal);

    public bool IsSlowFor(string user) => SlowModeSeconds > 0 && Rank(user) == 1 && Waiting.Contains(user);

    /// <summary>Notes that someone has posted or joined.</summary>
    public void NoteTurn(string user)
    {
        if (SlowModeSeconds > 0)
            Waiting.Add(user);
    }

    /// <summary>One line for each event.</summary>
    public List<string> Log { get; } = [];

    public long Head => Log.Count;

    /// <summary>The read markers of the members.</summary>
    public Dictionary<string, long> LastRead { get; } = new(StringComparer.Ordinal);

    /// <summary>The event that made a message what it is, if it was edited or deleted.</summary>
    public Dictionary<long, long> LastChange { get; } = [];

    /// <summary>The event that last edited a message.</summary>
    public Dictionary<long, long> LastEdit { get; } = [];

    /// <summary>The event that added a reaction which is there.</summary>
    public Dictionary<(long Id, string User, string Emoji), long> ReactedBy { get; } = [];

    /// <summary>What was accepted under each key, as it was said first.</summary>
    public Dictionary<(string Sender, string Key), (long Id, Said Said)> Accepted { get; } = [];

    public bool IsMember(string user) => Picture.Members.ContainsKey(user);

    public bool IsBanned(string user) => Picture.Restrictions.ContainsKey(("ban", user));

    public bool IsMuted(string user) => Picture.Restrictions.ContainsKey(("mute", user));

    public int Rank(string user) => Picture.Members.GetValueOrDefault(user) switch { "owner" => 3, "moderator" => 2, "member" => 1, _ => 0 };

    public bool IsLastOwner(string user) => Rank(user) == 3 && Picture.Members.Values.Count(role => role == "owner") == 1;

    /// <summary>Writes an event about what has just been changed.</summary>
    /// <returns>Its seq.</returns>
    public long Append(string type, string actor, string about)
    {
        Log.Add(Lines.Event(Head + 1, type, actor, about));
        _pictures.Add(Picture.RenderForView());
        return Head;
    }

    /// <summary>What the room looked like when it had come to an event.</summary>
    public string PictureAt(long seq) => _pictures[(int)seq - 1];

    /// <summary>The room as <c>GET /rooms/{room}</c> tells a user of it.</summary>
    public string LineFor(string user) => Lines.Room(
        name, isDirect ? "direct" : "room", Head,
        $"\"{Picture.Title}\" \"{Picture.Topic}\" {Picture.Visibility} slow {SlowModeSeconds} {(Picture.IsArchived ? "archived" : "open")}",
        IsMember(user) ? Lines.Place(Picture.Members[user], LastRead[user], UnreadBy(user).Count(), UnreadBy(user).Count(message => message.Mentions.Contains(user))) : "",
        isDirect ? Picture.Members.Keys.Single(other => other != user) : null);

    private IEnumerable<MessagePicture> UnreadBy(string user) => Picture.Messages.Values.Where(message => message.Id > LastRead[user]);
}
