using System.Net.Http.Json;

namespace ChatHub.Tests.Permissions;

/// <summary>The rooms that the table has columns for, in its order.</summary>
public enum Place
{
    Public,
    Private,
    Direct,

    /// <summary>Public, and archived.</summary>
    Archived,
}

/// <summary>Who calls, in the table's order.</summary>
public enum Standing
{
    Stranger,
    Member,
    Moderator,
    Owner,
    Banned,
}

/// <summary>Whom a call is about, or whose message. In a direct conversation it is the other person, unless said otherwise.</summary>
public enum Whom
{
    /// <summary>Somebody who has never been in the room.</summary>
    Outsider,

    /// <summary>The caller, who in a direct conversation is one of the two.</summary>
    Self,
    Member,
    Moderator,
    Owner,

    /// <summary>Somebody who is banned from the room; of a direct conversation, an outsider.</summary>
    Banned,

    /// <summary>A member who is muted.</summary>
    Muted,
}

/// <summary>A row of the table: an operation, and what it answers to whom, where.</summary>
/// <param name="Title">A hub method, or an HTTP method and the pattern of a path; then, after a colon, which case of it.</param>
/// <param name="Answers">
/// For each <see cref="Place"/>, for each <see cref="Standing"/>: <c>ok</c>, one of <see cref="Codes"/>, or <c>-</c> for what there cannot be. A single
/// one for what is about no room: <c>ok</c> if everyone who is signed in may do it, <c>403</c> if only those who run the server may, or the code that all get.
/// </param>
internal sealed record Operation(string Title, string Answers)
{
    private static readonly Dictionary<string, string> Codes = new(StringComparer.Ordinal)
    {
        ["404"] = "room_not_found",
        ["ban"] = "banned",
        ["403"] = "forbidden",
        ["arc"] = "room_archived",
        ["con"] = "conflict",
    };

    /// <summary>Who stands in the place of <c>{username}</c>, and wrote the message in the place of <c>{id}</c>.</summary>
    public Whom Whom { get; init; } = Whom.Outsider;

    /// <summary>The body of an HTTP call; hub methods all get the same argument.</summary>
    public object? Body { get; init; }

    public string Query { get; init; } = "";

    /// <summary>What other rows for other cases of the same operation share.</summary>
    public string Name => Title.Split(": ")[0];

    public bool IsHub => !Name.Contains(' ', StringComparison.Ordinal);

    public bool IsAboutNoRoom => !Answers.Contains('|', StringComparison.Ordinal);

    /// <summary>What a row about no room answers to everyone who is signed in.</summary>
    public string AnswerToAll => Codes.GetValueOrDefault(Answers, Answers);

    public bool NeedsMessage => Name.Contains("{id}", StringComparison.Ordinal) || Name.Contains("Message", StringComparison.Ordinal) || Name.Contains("Reaction", StringComparison.Ordinal);

    /// <summary>Every cell that can be.</summary>
    public IEnumerable<(Place Place, Standing Standing, string Answer)> Cells
    {
        get
        {
            var places = Answers.Split('|').Select(part => part.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
            return Enum.GetValues<Place>().SelectMany(place => Enum.GetValues<Standing>()
                .Select(standing => (place, standing, places[(int)place][(int)standing])))
                .Where(cell => cell.Item3 != "-").Select(cell => (cell.place, cell.standing, Codes.GetValueOrDefault(cell.Item3, cell.Item3)));
        }
    }

    /// <summary>The argument of every hub method: fields that one does not know are ignored.</summary>
    public static object ToArgument(string room, long id) => new { room, id, text = "other words", emoji = "👍", seq = 1, typing = true, language = "es" };

    public HttpRequestMessage ToRequest(string room, string username, long id)
    {
        var (method, path) = (Name.Split(' ')[0], Name.Split(' ')[1] + Query);
        foreach (var (part, value) in new[] { ("{room}", room), ("{username}", username), ("{id}", $"{id}"), ("{emoji}", "👍") })
            path = path.Replace(part, Uri.EscapeDataString(value), StringComparison.Ordinal);
        return new HttpRequestMessage(new HttpMethod(method), path) { Content = Body is null ? null : JsonContent.Create(Body) };
    }

    public override string ToString() => Title;
}
