using System.Text.Json;
using System.Text.Json.Serialization;
using ChatHub.Domain.Log;
using ChatHub.Domain.Rooms;

namespace ChatHub.Infrastructure.Log;

/// <summary>What an event says besides its columns, as it is stored: small, and no name of a person in it.</summary>
internal sealed record EventDetails(RoomRole? Role, RoomDetails? Room)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static string? Write(RoomEvent entry) => entry.Member?.Role is null && entry.Details is null
        ? null
        : JsonSerializer.Serialize(new EventDetails(entry.Member?.Role, entry.Details), Options);

    public static EventDetails? Read(string? details) => details is null ? null : JsonSerializer.Deserialize<EventDetails>(details, Options);
}
