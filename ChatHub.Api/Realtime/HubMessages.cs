using ChatHub.Api.Messages;
using ChatHub.Api.Rooms;
using ChatHub.Api.Translation;
using ChatHub.Contracts;
using ChatHub.Domain.Accounts;
using ChatHub.Domain.Log;
using ChatHub.Domain.Nodes;
using ChatHub.Domain.Translation;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace ChatHub.Api.Realtime;

/// <summary>Calls to clients, each encoded once per protocol however many connections it goes to.</summary>
internal static class HubMessages
{
    public static SerializedHubMessage RoomEvents(string room, string epoch, long from, IReadOnlyList<RoomEvent> events, ResetReason? reset = null)
    {
        var items = new RoomEventDto[events.Count];
        for (var index = 0; index < items.Length; index++)
            items[index] = RoomEventDto.From(events[index]);
        return Call(nameof(IChatClient.RoomEvents), new RoomEventsDto(room, epoch, from, items, ResetDto.From(reset)));
    }

    /// <param name="room">The room's name.</param>
    /// <param name="epoch">The log's.</param>
    /// <param name="patches">One or more, of one language, in the order of their tseqs without a hole.</param>
    public static SerializedHubMessage Translations(string room, string epoch, IReadOnlyList<TranslationPatch> patches)
        => Call(nameof(IChatClient.Translations), new TranslationsDto(room, epoch, patches[0].Language, patches.Select(TranslationPatchDto.From).ToList()));

    public static SerializedHubMessage PresenceChanged(IReadOnlyList<PresenceDto> users, IReadOnlyList<RoomPresenceDto> rooms)
        => Call(nameof(IChatClient.PresenceChanged), new PresenceChangedDto(users, rooms));

    public static SerializedHubMessage Typing(TypingNotice typing)
        => Call(nameof(IChatClient.Typing), new TypingDto(typing.Room, typing.Username, typing.IsTyping));

    public static SerializedHubMessage ReadMarkerMoved(ReadMarkerNotice marker)
        => Call(nameof(IChatClient.ReadMarkerMoved), new ReadMarkerMovedDto(marker.Room, marker.Username, marker.Seq));

    public static SerializedHubMessage RoomsChanged(IReadOnlyList<RoomDto> items, IReadOnlyList<string> removed)
        => Call(nameof(IChatClient.RoomsChanged), new RoomsChangedDto(items, removed));

    public static SerializedHubMessage RoomClosed(string room, string reason) => Call(nameof(IChatClient.RoomClosed), new RoomClosedDto(room, reason));

    public static SerializedHubMessage SessionEnded(SessionEnding reason)
        => Call(nameof(IChatClient.SessionEnded), new SessionEndedDto(SessionEndingWords.Of(reason)));

    private static SerializedHubMessage Call(string method, object argument) => new(new InvocationMessage(method, [argument]));
}
