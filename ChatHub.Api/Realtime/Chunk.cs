using System.Text;
using ChatHub.Domain.Log;
using ChatHub.Domain.Translation;

namespace ChatHub.Api.Realtime;

/// <summary>How much of what a client missed is sent to it at once: what was read, up to <see cref="TextBytes"/> of text, and one item in any case.</summary>
internal static class Chunk
{
    /// <summary>Of text in UTF-8; names, times and brackets come on top.</summary>
    public const int TextBytes = 256 * 1024;

    public static IReadOnlyList<RoomEvent> Of(IReadOnlyList<RoomEvent> events) => Take(events, entry => entry.Message?.Text);

    public static IReadOnlyList<TranslationPatch> Of(IReadOnlyList<TranslationPatch> patches) => Take(patches, patch => patch.Text);

    private static IReadOnlyList<T> Take<T>(IReadOnlyList<T> items, Func<T, string?> text)
    {
        var (count, bytes) = (0, 0);
        while (count < items.Count && (bytes += Encoding.UTF8.GetByteCount(text(items[count]) ?? "")) <= TextBytes)
            count++;
        return count == items.Count ? items : items.Take(Math.Max(count, 1)).ToList();
    }
}
