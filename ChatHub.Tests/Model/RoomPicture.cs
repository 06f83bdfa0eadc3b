namespace ChatHub.Tests.Model;

/// <summary>What there is to see of a room. The model has one, every connection makes one of its events, and HTTP gives one.</summary>
internal sealed class RoomPicture
{
    public string Title { get; set; } = "";

    public string Topic { get; set; } = "";

    public string Visibility { get; set; } = "";

    public bool IsArchived { get; set; }

    /// <summary>Roles by username.</summary>
    public SortedDictionary<string, string> Members { get; } = new(StringComparer.Ordinal);

    /// <summary>Who is banned or muted, and why; only the log tells.</summary>
    public SortedDictionary<(string Kind, string User), string> Restrictions { get; } = [];

    public SortedDictionary<long, MessagePicture> Messages { get; } = [];

    /// <summary>As a connection can know it: what came through events only, whatever order the reactions in a replayed message have.</summary>
    public string RenderForView() => Render(
        Restrictions.Select(entry => $"{entry.Key.Kind} of {entry.Key.User} {entry.Value}"), Messages.Values.Select(message => message.Render(isOrdered: false)));

    /// <summary>As HTTP gives it.</summary>
    public string RenderForHttp() => Render([], Messages.Values.Select(message => message.Render(isOrdered: true)));

    private string Render(IEnumerable<string> restrictions, IEnumerable<string> messages) => string.Join('\n', [
        $"\"{Title}\" \"{Topic}\" {Visibility} {(IsArchived ? "archived" : "open")}",
        .. Members.Select(member => $"{member.Value} {member.Key}"),
        .. restrictions,
        .. messages,
    ]);
}
