using ChatHub.Contracts;
using ChatHub.Domain.Log;

namespace ChatHub.Api.Realtime;

/// <summary>Where clients got to.</summary>
internal static class CursorMapping
{
    // Refused like any other number that is no seq.
    private const long Missing = -1;

    extension(CursorDto cursor)
    {
        public Cursor ToCursor() => new(
            cursor.Epoch ?? "", cursor.Seq ?? Missing,
            cursor.Translations is not { } translations ? null : new TranslationCursor(translations.Language ?? "", translations.Tseq ?? Missing));
    }

    extension(TranslationCursorDto)
    {
        /// <returns>Null without a reading language.</returns>
        public static TranslationCursorDto? Of(Following following, long tseq) => following.Language is { } reading ? new(reading.Tag, tseq) : null;
    }
}
