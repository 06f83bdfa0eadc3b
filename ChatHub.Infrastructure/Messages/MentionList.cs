using System.Globalization;

namespace ChatHub.Infrastructure.Messages;

/// <summary>The rows of the members that a message names, as its own row keeps them: numbers, so that no name is left behind in it.</summary>
internal static class MentionList
{
    public static string? Write(IReadOnlyList<long> userIds) => userIds.Count == 0 ? null : string.Join(' ', userIds);

    public static IEnumerable<long> Read(string? mentions)
        => mentions?.Split(' ').Select(id => long.Parse(id, CultureInfo.InvariantCulture)) ?? [];
}
