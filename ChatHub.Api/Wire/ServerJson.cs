using System.Text.Json;
using ChatHub.Contracts;

namespace ChatHub.Api.Wire;

/// <summary><see cref="WireJson"/> for where no framework's options are at hand: problems, health, and MessagePack by way of <see cref="JsonShapedResolver"/>.</summary>
internal static class ServerJson
{
    public static JsonSerializerOptions Options { get; } = Create();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions();
        WireJson.Configure(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
