using System.Text.Json;
using System.Text.Json.Nodes;
using ChatHub.Api.Wire;
using ChatHub.Contracts;

namespace ChatHub.Api.Documents;

/// <summary>An example of each call, in JSON as the server reads and writes it. They tell one story: Luis joins <c>general</c>, reads it in Spanish, and answers Ada.</summary>
internal static class HubExamples
{
    private const string General = "general";
    private const string Epoch = "6f1e0c9a";

    private static readonly DateTimeOffset Noon = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);

    private static readonly RoomDto Room = new(
        General, "room", "General", "Everything and nothing", "public", Noon.AddDays(-30), Archived: false, "any", SlowModeSeconds: 0, RetentionDays: null, Head: 57,
        "member", LastRead: 55, Unread: 2, Mentions: 1, With: null);

    private static readonly MessageDto Message = new(57, "ada", "Good morning, @luis!", new Optional<string?>("en"), Noon, Revision: 1) { Mentions = ["luis"] };

    private static readonly Dictionary<string, object> Sent = new(StringComparer.Ordinal)
    {
        ["JoinRoom"] = new JoinRoomRequest(General, new CursorDto(Epoch, 55, new TranslationCursorDto("es", 12)), Backlog: null),
        ["LeaveRoom"] = new RoomRequest(General),
        ["Unfollow"] = new RoomRequest(General),
        ["SendMessage"] = new SendMessageRequest(General, "¡Buenos días!", "0199f0c2-7d3a-7c11-9d4e-2f6d1c8b5a90", ReplyTo: 57, Language: null),
        ["EditMessage"] = new EditMessageCall(General, 58, "¡Muy buenos días!"),
        ["DeleteMessage"] = new MessageCall(General, 58),
        ["AddReaction"] = new ReactionCall(General, 57, "👍"),
        ["RemoveReaction"] = new ReactionCall(General, 57, "👍"),
        ["MarkRead"] = new MarkReadCall(General, 57),
        ["SetTyping"] = new SetTypingCall(General, Typing: true),
        ["SetLanguage"] = new SetLanguageRequest("es"),
        ["RenewToken"] = new RenewTokenRequest("eyJhbGciOiJFUzI1NiIsInR5cCI6ImF0K2p3dCJ9.eyJzaWQiOiJhYmMifQ.c2lnbmF0dXJl"),
    };

    private static readonly Dictionary<string, object> Answered = new(StringComparer.Ordinal)
    {
        ["JoinRoom"] = new RoomSyncDto(Room, Epoch, Head: 57, From: 56, Reset: null, new TranslationCursorDto("es", 12)),
        ["SendMessage"] = new ReceiptDto(General, 58, Noon.AddSeconds(9), Duplicate: false),
        ["EditMessage"] = new ChangeDto(General, 59, Noon.AddSeconds(20)),
        ["DeleteMessage"] = new ChangeDto(General, 60, Noon.AddSeconds(30)),
        ["AddReaction"] = new ChangeDto(General, 61, Noon.AddSeconds(40)),
        ["RemoveReaction"] = new ChangeDto(General, 62, Noon.AddSeconds(50)),
        ["MarkRead"] = new ReadMarkerDto(General, 57),
        ["SetLanguage"] = new ReadingLanguageDto("es", [new RoomTranslationsDto(General, new TranslationCursorDto("es", 12))]),
        ["RenewToken"] = new RenewTokenDto(ExpiresIn: 3600),
    };

    private static readonly Dictionary<string, object> Called = new(StringComparer.Ordinal)
    {
        [nameof(IChatClient.RoomEvents)] = new RoomEventsDto(
            General, Epoch, 57, [new RoomEventDto(General, 57, "message.posted", Noon, "ada", Message, Reaction: null, Member: null, Details: null)], Reset: null),
        [nameof(IChatClient.Translations)] = new TranslationsDto(
            General, Epoch, "es", [new TranslationPatchDto(13, 57, Revision: 1, "ready", "¡Buenos días, @luis!", "LibreTranslate")]),
        [nameof(IChatClient.PresenceChanged)] = new PresenceChangedDto([new PresenceDto("ada", Online: true, Noon)], [new RoomPresenceDto("town-hall", Online: 812)]),
        [nameof(IChatClient.Typing)] = new TypingDto(General, "ada", Typing: true),
        [nameof(IChatClient.ReadMarkerMoved)] = new ReadMarkerMovedDto(General, "ada", 58),
        [nameof(IChatClient.RoomsChanged)] = new RoomsChangedDto([Room], ["old-room"]),
        [nameof(IChatClient.RoomClosed)] = new RoomClosedDto(General, "removed"),
        [nameof(IChatClient.SessionEnded)] = new SessionEndedDto("shutdown"),
    };

    /// <summary>What a client sends; what it may leave out and has no use for, it leaves out.</summary>
    public static JsonNode Argument(string method)
    {
        var argument = Json(Sent, method);
        foreach (var name in argument.Where(field => field.Value is null).Select(field => field.Key).ToList())
            argument.Remove(name);
        return argument;
    }

    public static JsonNode Result(string method) => Json(Answered, method);

    public static JsonNode Call(string name) => Json(Called, name);

    private static JsonObject Json(Dictionary<string, object> examples, string name) => JsonSerializer.SerializeToNode(
        examples.GetValueOrDefault(name) ?? throw new InvalidOperationException($"{name} has no example."), ServerJson.Options)!.AsObject();
}
