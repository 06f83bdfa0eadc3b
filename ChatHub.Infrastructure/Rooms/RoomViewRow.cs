using ChatHub.Domain.Rooms;
using ChatHub.Infrastructure.Database;

namespace ChatHub.Infrastructure.Rooms;

/// <summary>A room and a user's place in it, as read.</summary>
internal sealed class RoomViewRow
{
    public required RoomRow Room { get; init; }

    public MemberRow? Member { get; init; }

    public UserRow? User { get; init; }

    public bool IsBanned { get; init; }

    /// <summary>Until when the member is muted; 0 for not at all, the largest number for good.</summary>
    public long MuteEnd { get; init; }

    public static RoomMember ToMember(MemberRow row, UserRow user)
        => new(row.RoomId, row.UserId, user.Username, user.DisplayName, user.Language, (RoomRole)row.Role)
        {
            LastRead = row.LastRead,
            MessagesRead = row.MessagesRead,
            UnreadMentions = row.UnreadMentions,
            LastPostAt = row.LastPostAt is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null,
        };

    public RoomView ToView(string? with) => new(ToRoom(Room), Member is null ? null : ToMember(Member, User!) with { MutedUntil = ToEnd(MuteEnd) })
    {
        IsBanned = IsBanned,
        With = with,
    };

    private static DateTimeOffset? ToEnd(long end) => end switch
    {
        0 => null,
        long.MaxValue => DateTimeOffset.MaxValue,
        _ => DateTimeOffset.FromUnixTimeMilliseconds(end),
    };

    public static Room ToRoom(RoomRow row) => new(
        row.Id, row.Name, (RoomKind)row.Kind,
        new RoomSettings(row.Title, row.Topic, (RoomVisibility)row.Visibility)
        {
            Translation = (RoomTranslation)row.Translation,
            SlowModeSeconds = row.SlowModeSeconds,
            RetentionDays = row.RetentionDays,
        },
        DateTimeOffset.FromUnixTimeMilliseconds(row.CreatedAt))
    {
        IsArchived = row.IsArchived,
        Head = row.Head,
        Floor = row.Floor,
        Messages = row.Messages,
        Members = row.Members,
        GlossaryVersion = row.GlossaryVersion,
    };
}
