using System.Security.Cryptography;
using System.Text;

namespace ChatHub.Domain.Translation;

/// <summary>
/// By which a text that was translated before is found again: the translation memory is the kept translations themselves, so that it forgets a text together with the
/// last message that has it. Public rooms share theirs; a private room or a direct conversation shares with no other.
/// </summary>
public static class TextKey
{
    private const int Length = 16;

    /// <param name="provider">Its translations are no other provider's.</param>
    /// <param name="roomId">The room, if it shares with no other; null for public rooms.</param>
    /// <param name="maskedText">What is sent to the provider.</param>
    public static byte[] Of(string provider, long? roomId, string maskedText)
        => SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', provider, roomId, maskedText)))[..Length];
}
