using System.Reflection;
using System.Text.RegularExpressions;
using ChatHub.Domain.Errors;

namespace ChatHub.Fuzz;

/// <summary>What any answer may look like.</summary>
internal static partial class Contract
{
    /// <summary>The codes of refusals; not <c>internal</c>, which is what is looked for.</summary>
    public static readonly IReadOnlySet<string> Codes = typeof(ErrorCatalogue).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => field.GetValue(null)).OfType<Error>().Where(error => error != ErrorCatalogue.Internal).Select(error => error.Code).ToHashSet(StringComparer.Ordinal);

    /// <summary>The code of a hub's refusal; null when SignalR itself refused.</summary>
    public static string? CodeOf(string refusal) => Code().Match(refusal) is { Success: true } match ? match.Groups["code"].Value : null;

    /// <summary>Whether an answer tells what is inside the server.</summary>
    public static bool Tells(string answer) => Inside().IsMatch(answer);

    [GeneratedRegex(@"(?:^|HubException: )(?<code>[a-z_]+): ", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Code();

    [GeneratedRegex(@"System\.[A-Z]|Microsoft\.[A-Z]|ChatHub\.[A-Z]|SQLite Error|\bat [A-Z]\w+\.\w+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Inside();
}
