using System.Security.Cryptography;
using System.Text;
using ChatHub.Domain.Errors;
using ChatHub.Domain.Text;

namespace ChatHub.Domain.Messages;

/// <summary>The rules for what a message may say: anything that is text.</summary>
public static class MessageText
{
    private const int HashBytes = 16;

    /// <summary>The text without leading and trailing white space; the rest stays as it is.</summary>
    /// <exception cref="RefusedException"><c>invalid_request</c> for none, one that shows nothing, NUL or invalid Unicode; <c>message_too_long</c>.</exception>
    public static string Require(string? text, int maxCodePoints)
    {
        if (text is null)
            throw new RefusedException("text", "Is required.");
        if (!Unicode.IsValid(text) || text.Contains('\0', StringComparison.Ordinal))
            throw new RefusedException("text", "Must be valid Unicode text without NUL.");
        var trimmed = text.Trim();
        if (Unicode.CountCodePoints(trimmed) > maxCodePoints)
            throw new RefusedException(ErrorCatalogue.MessageTooLong, $"A message has at most {maxCodePoints} characters.");
        return Invisible.IsAllOf(trimmed) ? throw new RefusedException("text", "Must show something.") : trimmed;
    }

    /// <summary>16 bytes of the text's SHA-256: enough that a sender's own two texts never meet.</summary>
    public static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text))[..HashBytes];
}
