namespace ChatHub.Infrastructure.Database.Sqlite;

/// <summary>
/// The full-text index: an FTS5 table without content of its own, one row for each message with a text. Its terms come ready made from
/// <see cref="Domain.Search.SearchText"/>, so its tokenizer has only to cut at spaces. What is deleted leaves no trace in it (FTS5's <c>secure-delete</c>).
/// </summary>
internal static class SearchIndex
{
    public const string Table = "MessageTerms";
    public const string Column = "Terms";

    /// <summary>The same for translations, each under the <see cref="TranslationRow.IndexId"/> of its own.</summary>
    public const string TranslationTable = "TranslationTerms";

    // Rooms up to 2^29, messages of a room up to 2^34: then a room's messages are one stretch of the index.
    public const int Bits = 34;
    public const long Mask = (1L << Bits) - 1;

    /// <summary>A message's row in the index.</summary>
    public static long ToRow(long roomId, long messageId) => (roomId << Bits) | messageId;

    public static (long RoomId, long MessageId) FromRow(long row) => (row >> Bits, row & Mask);
}
