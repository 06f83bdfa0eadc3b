using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ChatHub.Contracts;

namespace ChatHub.Client;

/// <summary>The contract's shapes as code, made when this is built: nothing is looked up by reflection.</summary>
[JsonSerializable(typeof(LoginRequest))]
[JsonSerializable(typeof(LoginAnswer))]
[JsonSerializable(typeof(RefreshRequest))]
[JsonSerializable(typeof(LogoutRequest))]
[JsonSerializable(typeof(UserDto))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(CreateRoomRequest))]
[JsonSerializable(typeof(DirectRoomRequest))]
[JsonSerializable(typeof(RoomDto))]
[JsonSerializable(typeof(ItemsDto<RoomDto>))]
[JsonSerializable(typeof(ItemsDto<MemberDto>))]
[JsonSerializable(typeof(MessagesDto))]
[JsonSerializable(typeof(JoinRoomRequest))]
[JsonSerializable(typeof(RoomRequest))]
[JsonSerializable(typeof(SendMessageRequest))]
[JsonSerializable(typeof(EditMessageCall))]
[JsonSerializable(typeof(MessageCall))]
[JsonSerializable(typeof(ReactionCall))]
[JsonSerializable(typeof(MarkReadCall))]
[JsonSerializable(typeof(SetTypingCall))]
[JsonSerializable(typeof(SetLanguageRequest))]
[JsonSerializable(typeof(RenewTokenRequest))]
[JsonSerializable(typeof(RoomSyncDto))]
[JsonSerializable(typeof(ReceiptDto))]
[JsonSerializable(typeof(ChangeDto))]
[JsonSerializable(typeof(ReadMarkerDto))]
[JsonSerializable(typeof(ReadingLanguageDto))]
[JsonSerializable(typeof(RenewTokenDto))]
[JsonSerializable(typeof(RoomEventsDto))]
[JsonSerializable(typeof(TranslationsDto))]
[JsonSerializable(typeof(PresenceChangedDto))]
[JsonSerializable(typeof(TypingDto))]
[JsonSerializable(typeof(ReadMarkerMovedDto))]
[JsonSerializable(typeof(RoomsChangedDto))]
[JsonSerializable(typeof(RoomClosedDto))]
[JsonSerializable(typeof(SessionEndedDto))]
[JsonSerializable(typeof(SavedSession))]
[JsonSerializable(typeof(SavedMessage))]
[JsonSerializable(typeof(SavedRoom))]
[JsonSerializable(typeof(JsonElement?))]
[JsonSerializable(typeof(int?))]
internal sealed partial class ClientJson : JsonSerializerContext
{
    /// <summary>As the contract asks, whatever else is serialized in the process.</summary>
    public static JsonSerializerOptions Wire { get; } = CreateOptions();

    /// <returns>Null when the text is none of ours.</returns>
    public static T? Read<T>(string text)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(text, InfoOf<T>());
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, InfoOf<T>());

    public static JsonTypeInfo<T> InfoOf<T>() => (JsonTypeInfo<T>)Wire.GetTypeInfo(typeof(T));

    public static void Configure(JsonSerializerOptions options)
    {
        WireJson.Configure(options);
        // Not the one that is made beside this class's own static members, maybe after them.
        options.TypeInfoResolver = new ClientJson();
    }

    private static JsonSerializerOptions CreateOptions()
    {
        var options = new JsonSerializerOptions();
        Configure(options);
        options.MakeReadOnly();
        return options;
    }
}

/// <summary>What the server says of a refusal over HTTP (RFC 9457).</summary>
internal sealed record Problem(string? Code, string? Detail);
