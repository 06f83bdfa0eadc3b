using ChatHub.Domain.Translation;
using Microsoft.Data.Sqlite;

namespace ChatHub.Infrastructure.Database.Sqlite;

/// <summary>Translations, the log of their patches, and what they cost.</summary>
internal sealed class SqliteTranslationStatements(SqliteConnection connection) : SqliteStatements(connection)
{
    /// <summary>A row that is there stays, unless it was passed over for a reason that may have gone.</summary>
    public SqliteStatement Request => field ??= Prepare($"""
        INSERT INTO "Translations" ("RoomId", "MessageId", "Language", "Revision", "Seq", "State", "IsDetected", "Attempts", "DueAt")
        SELECT "RoomId", "Id", ?3, "Revision", coalesce("ChangeSeq", "Id"), {(int)TranslationState.Pending}, 0, 0, ?4
        FROM "Messages" WHERE "RoomId" = ?1 AND "Id" = ?2 AND NOT "IsDeleted"
        ON CONFLICT DO UPDATE SET "State" = {(int)TranslationState.Pending}, "Fault" = NULL, "DueAt" = excluded."DueAt"
        WHERE "State" = {(int)TranslationState.Skipped} AND "Fault" IN ({(int)TranslationFault.Budget}, {(int)TranslationFault.Policy})
        """);

    public SqliteStatement Find => field ??= Prepare("""
        SELECT "Revision", "Seq", "State", "Attempts" FROM "Translations" WHERE "RoomId" = ?1 AND "MessageId" = ?2 AND "Language" = ?3
        """);

    public SqliteStatement Complete => field ??= Prepare("""
        UPDATE "Translations" SET "State" = ?4, "Fault" = ?5, "Text" = ?6, "MaskedText" = ?7, "Provider" = ?8, "Source" = ?9, "IsDetected" = ?10, "TextKey" = ?11,
            "Attempts" = ?12, "DueAt" = ?13, "IndexId" = ?14
        WHERE "RoomId" = ?1 AND "MessageId" = ?2 AND "Language" = ?3
        """);

    public SqliteStatement FindLastIndexId => field ??= Prepare("""
        SELECT coalesce(max("IndexId"), 0) FROM "Translations" WHERE "IndexId" IS NOT NULL
        """);

    public SqliteStatement AddTerms => field ??= Prepare($"""
        INSERT INTO "{SearchIndex.TranslationTable}" (rowid, "{SearchIndex.Column}") VALUES (?1, ?2)
        """);

    /// <summary>The index keeps no text, so it has to be told again what it was given.</summary>
    public SqliteStatement RemoveTerms => field ??= Prepare($"""
        INSERT INTO "{SearchIndex.TranslationTable}" ("{SearchIndex.TranslationTable}", rowid, "{SearchIndex.Column}") VALUES ('delete', ?1, ?2)
        """);

    /// <summary>Of the messages from ?2 to ?3.</summary>
    public SqliteStatement ListIndexed => field ??= Prepare("""
        SELECT "IndexId", "Text" FROM "Translations" WHERE "RoomId" = ?1 AND "MessageId" BETWEEN ?2 AND ?3 AND "IndexId" IS NOT NULL
        """);

    /// <summary>Of the messages from ?2 to ?3.</summary>
    public SqliteStatement Remove => field ??= Prepare("""
        DELETE FROM "Translations" WHERE "RoomId" = ?1 AND "MessageId" BETWEEN ?2 AND ?3
        """);

    public SqliteStatement FindHead => field ??= Prepare("""
        SELECT coalesce(max("Tseq"), 0) FROM "TranslationPatches" WHERE "RoomId" = ?1 AND "Language" = ?2
        """);

    public SqliteStatement AddPatch => field ??= Prepare("""
        INSERT INTO "TranslationPatches" ("RoomId", "Language", "Tseq", "MessageId", "Revision", "Seq", "State") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        """);

    /// <summary>The first one after ?2: to go from one to the next costs nothing, where to list them reads every patch.</summary>
    public SqliteStatement NextLanguage => field ??= Prepare("""
        SELECT "Language" FROM "TranslationPatches" WHERE "RoomId" = ?1 AND "Language" > ?2 ORDER BY "Language" LIMIT 1
        """);

    /// <summary>Up to the first that is of a message that is kept; the newest one stays in any case, because the next counts on from it.</summary>
    public SqliteStatement RemovePatches => field ??= Prepare("""
        DELETE FROM "TranslationPatches" WHERE "RoomId" = ?1 AND "Language" = ?2
            AND "Tseq" < min(
                (SELECT max("Tseq") FROM "TranslationPatches" WHERE "RoomId" = ?1 AND "Language" = ?2),
                coalesce((SELECT "Tseq" FROM "TranslationPatches" WHERE "RoomId" = ?1 AND "Language" = ?2 AND "MessageId" > ?3 ORDER BY "Tseq" LIMIT 1), 9223372036854775807))
        """);

    public SqliteStatement SetLanguage => field ??= Prepare($"""
        UPDATE "Messages" SET "Language" = ?4, "LanguageOrigin" = {(int)Domain.Messages.LanguageOrigin.Detected}
        WHERE "RoomId" = ?1 AND "Id" = ?2 AND "Revision" = ?3 AND NOT "IsDeleted" AND "LanguageOrigin" <> {(int)Domain.Messages.LanguageOrigin.Given}
        """);

    public SqliteStatement AddUse => field ??= Prepare("""
        INSERT INTO "TranslationUse" ("Day", "Provider", "RoomId", "Texts", "Characters") VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT DO UPDATE SET "Texts" = "Texts" + excluded."Texts", "Characters" = "Characters" + excluded."Characters"
        """);
}
