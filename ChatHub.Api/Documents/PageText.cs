using System.Net;
using System.Text.RegularExpressions;

namespace ChatHub.Api.Documents;

/// <summary>The little Markdown of the XML docs as HTML: paragraphs, code, bold words and links. Code that names something on the page leads there.</summary>
internal sealed partial class PageText(IReadOnlySet<string> anchors)
{
    public static string Encode(string text) => WebUtility.HtmlEncode(text);

    public string Paragraphs(string markdown) => string.Concat(markdown.Split("\n\n").Select(paragraph => $"<p>{Line(paragraph)}</p>\n"));

    public string Line(string markdown)
    {
        var html = Links().Replace(Encode(markdown), "<a href=\"${address}\">${words}</a>");
        return Code().Replace(Bold().Replace(html, "<strong>${words}</strong>"), code => Link(code.Groups["words"].Value));
    }

    private string Link(string code) => anchors.Contains(code) ? $"<a href=\"#{code}\"><code>{code}</code></a>" : $"<code>{code}</code>";

    [GeneratedRegex("`(?<words>.+?)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Code();

    [GeneratedRegex(@"\*\*(?<words>.+?)\*\*", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Bold();

    [GeneratedRegex(@"\[(?<words>[^\]]+)\]\((?<address>https://[^)]+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Links();
}
