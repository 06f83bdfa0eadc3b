using ChatHub.Api.Messages;
using ChatHub.Domain.Log;
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

    public static SerializedHubMessage Translations(string room, string epoch, long tseq, TranslationPatch patch)
        => Call(nameof(IChatClient.Translations), new TranslationsDto(room, epoch, patch.Language, [
            new TranslationPatchDto(tseq, patch.MessageId, patch.Revision, StateWord(patch.State), patch.Text, patch.Provider),
        ]));

    public static SerializedHubMessage RoomClosed(string room, string reason) => Call(nameof(IChatClient.RoomClosed), new RoomClosedDto(room, reason));

    public static SerializedHubMessage SessionEnded(string reason) => Call(nameof(IChatClient.SessionEnded), new SessionEndedDto(reason));

    private static SerializedHubMessage Call(string method, object argument) => new(new InvocationMessage(method, [argument]));

    private static string StateWord(TranslationState state) => state switch
    {
        TranslationState.Ready => "ready",
        TranslationState.SameLanguage => "same_language",
        _ => "failed",
    };
}
