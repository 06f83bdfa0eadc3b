using ChatHub.Api.Wire;
using ChatHub.Contracts;
using ChatHub.Domain.Rooms;

namespace ChatHub.Api.Rooms;

/// <summary>Rooms and their members.</summary>
internal static class RoomMapping
{
    extension(RoomDto)
    {
        public static RoomDto From(RoomView view)
        {
            var (room, settings, member) = (view.Room, view.Room.Settings, view.Membership);
            return new(
                room.Name, Words.Kind.Of(room.Kind), settings.Title, settings.Topic, Words.Visibility.Of(settings.Visibility), room.CreatedAt, room.IsArchived,
                Words.Translation.Of(settings.Translation), settings.SlowModeSeconds, settings.RetentionDays, room.Head,
                member is null ? null : Words.Role.Of(member.Role), member?.LastRead, view.Unread, member?.UnreadMentions, view.With);
        }
    }

    extension(MemberDto)
    {
        public static MemberDto From(RoomMember member, bool online)
            => new(member.Username, member.DisplayName, Words.Role.Of(member.Role), online, member.LastRead);
    }

    extension(UpdateRoomRequest request)
    {
        public RoomSettingsChange ToChange() => new()
        {
            Title = request.Title.ToDomain(),
            Topic = request.Topic.ToDomain(),
            Visibility = request.Visibility.ToDomain(),
            Translation = request.Translation.ToDomain(),
            SlowModeSeconds = request.SlowModeSeconds.ToDomain(),
            RetentionDays = request.RetentionDays.ToDomain(),
        };
    }
}
