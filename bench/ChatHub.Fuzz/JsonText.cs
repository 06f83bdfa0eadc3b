using System.Globalization;
using System.Text;

namespace ChatHub.Fuzz;

/// <summary>Strings as JSON writes them, those that are no Unicode, too.</summary>
internal static class JsonText
{
    public static string Quote(string text)
    {
        var written = new StringBuilder("\"");
        for (var index = 0; index < text.Length; index++)
        {
            var isPair = char.IsHighSurrogate(text[index]) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]);
            if (isPair)
                written.Append(text[index]).Append(text[++index]);
            else if (text[index] < ' ' || text[index] is '"' or '\\' || char.IsSurrogate(text[index]))
                written.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[index]:x4}");
            else
                written.Append(text[index]);
        }

        return written.Append('"').ToString();
    }
}
