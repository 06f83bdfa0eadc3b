namespace ChatHub.Domain.Rooms;

/// <summary>A room as it stands.</summary>
/// <param name="Id">The row; never shown to clients.</param>
/// <param name="Name">The slug, immutable.</param>
/// <param name="Title">For people.</param>
/// <param name="Topic">For people; may be empty.</param>
/// <param name="Visibility">Who may see it.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="Head">The seq of its newest event.</param>
/// <param name="Messages">How many messages were ever posted in it; with a member's own count, what is unread without counting rows.</param>
public sealed record Room(
    long Id, string Name, string Title, string Topic, RoomVisibility Visibility, DateTimeOffset CreatedAt, long Head, long Messages);

/// <summary>Who may see a room and join it by themselves.</summary>
public enum RoomVisibility
{
    /// <summary>Every signed-in user.</summary>
    Public,

    /// <summary>Its members; for others it does not exist.</summary>
    Private,
}
