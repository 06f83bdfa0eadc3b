using System.Text.Json;
using System.Text.Json.Serialization;
using ChatHub.Domain;
using ChatHub.Domain.Log;
using ChatHub.Domain.Rooms;

namespace ChatHub.Infrastructure.Log;

/// <summary>What an event says besides its columns, as it is stored: small, and no name of a person in it.</summary>
internal sealed record EventDetails(RoomRole? Role, long? Until, string? Reason, string? Emoji, StoredDetails? Room)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static string? Write(RoomEvent entry)
    {
        var details = new EventDetails(
            entry.Member?.Role, entry.Member?.Until?.ToUnixTimeMilliseconds(), entry.Member?.Reason, entry.Reaction?.Emoji, StoredDetails.From(entry.Details));
        return details == None ? null : JsonSerializer.Serialize(details, Options);
    }

    public static EventDetails Read(string? details) => details is null ? None : JsonSerializer.Deserialize<EventDetails>(details, Options)!;

    private static EventDetails None { get; } = new(null, null, null, null, null);
}

/// <summary><see cref="RoomDetails"/> as it is stored; a retention of 0 days is one that was taken away.</summary>
internal sealed record StoredDetails(
    string? Title, string? Topic, RoomVisibility? Visibility, RoomTranslation? Translation, int? SlowModeSeconds, int? RetentionDays, bool? Glossary)
{
    private const int Never = 0;

    public static StoredDetails? From(RoomDetails? details) => details is null ? null : new(
        details.Title, details.Topic, details.Visibility, details.Translation, details.SlowModeSeconds,
        details.RetentionDays.IsSet ? details.RetentionDays.Value ?? Never : null, details.Glossary ? true : null);

    public RoomDetails ToDetails() => new(Title, Topic, Visibility)
    {
        Translation = Translation,
        Glossary = Glossary ?? false,
        SlowModeSeconds = SlowModeSeconds,
        RetentionDays = RetentionDays is { } days ? new Optional<int?>(days == Never ? null : days) : default,
    };
}
