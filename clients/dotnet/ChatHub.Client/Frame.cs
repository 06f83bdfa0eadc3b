using System.Text.Json;

namespace ChatHub.Client;

/// <summary>The server closes a connection on which a frame of more than 64 KiB comes: what does not fit would cut each connection anew for ever.</summary>
internal static class Frame
{
    /// <summary>Some is left for the call around it.</summary>
    private const int MostBytes = 60 * 1024;

    /// <exception cref="ChatException"><c>message_too_long</c>.</exception>
    public static void Check(object argument, string text)
    {
        if (!Holds(argument, text))
            throw new ChatException("message_too_long", "The message is longer than what can be sent at once.");
    }

    /// <summary>Whether the argument, which has that text in it, fits.</summary>
    public static bool Holds(object argument, string text)
        // A long text is not written to be measured.
        => text.Length <= MostBytes && JsonSerializer.SerializeToUtf8Bytes(argument, ClientJson.Wire.GetTypeInfo(argument.GetType())).Length <= MostBytes;
}
