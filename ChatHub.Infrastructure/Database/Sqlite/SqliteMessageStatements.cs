using Microsoft.Data.Sqlite;

namespace ChatHub.Infrastructure.Database.Sqlite;

/// <summary>Messages and what hangs on them: mentions, reactions, and the terms by which they are found.</summary>
internal sealed class SqliteMessageStatements(SqliteConnection connection) : SqliteStatements(connection)
{
    public SqliteStatement HasMessage => field ??= Prepare("""
        SELECT 1 FROM "Messages" WHERE "RoomId" = ?1 AND "Id" = ?2 AND NOT "IsDeleted"
        """);

    public SqliteStatement FindMessage => field ??= Prepare("""
        SELECT m."SenderId", u."Username", m."Text", m."Language", m."At", m."Revision", m."EditedAt", m."IsDeleted", m."ChangeSeq", m."ChangeAt",
            m."ReplyTo", m."ClientMessageId", m."Mentions", m."LanguageOrigin"
        FROM "Messages" m JOIN "Users" u ON u."Id" = m."SenderId" WHERE m."RoomId" = ?1 AND m."Id" = ?2
        """);

    public SqliteStatement FindAccepted => field ??= Prepare("""
        SELECT "Id", "At", "TextHash" FROM "Messages" WHERE "RoomId" = ?1 AND "SenderId" = ?2 AND "ClientMessageId" = ?3
        """);

    public SqliteStatement AddMessage => field ??= Prepare("""
        INSERT INTO "Messages" ("RoomId", "Id", "SenderId", "Text", "Language", "At", "Revision", "IsDeleted", "Mentions", "ReplyTo", "ClientMessageId", "TextHash", "LanguageOrigin")
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, 1, 0, ?7, ?8, ?9, ?10, ?11)
        """);

    public SqliteStatement EditMessage => field ??= Prepare("""
        UPDATE "Messages" SET "Text" = ?3, "Mentions" = ?4, "Revision" = "Revision" + 1, "EditedAt" = ?6, "ChangeSeq" = ?5, "ChangeAt" = ?6, "LanguageOrigin" = ?7
        WHERE "RoomId" = ?1 AND "Id" = ?2
        """);

    /// <summary>What stays is who said something when, and what tells a late repeat of it.</summary>
    public SqliteStatement DeleteMessage => field ??= Prepare("""
        UPDATE "Messages" SET "Text" = '', "Language" = NULL, "ReplyTo" = NULL, "Mentions" = NULL, "EditedAt" = NULL, "IsDeleted" = 1, "ChangeSeq" = ?3, "ChangeAt" = ?4
        WHERE "RoomId" = ?1 AND "Id" = ?2
        """);

    public SqliteStatement ListLengths => field ??= Prepare("""
        SELECT "Id", length("Text") FROM "Messages" WHERE "RoomId" = ?1 AND "Id" > ?2 AND "Id" <= ?3 ORDER BY "Id"
        """);

    public SqliteStatement ListRemovable => field ??= Prepare("""
        SELECT "Id", "Text", "Mentions" FROM "Messages" WHERE "RoomId" = ?1 AND "Id" <= ?2
        """);

    public SqliteStatement RemoveMessages => field ??= Prepare("""
        DELETE FROM "Messages" WHERE "RoomId" = ?1 AND "Id" <= ?2
        """);

    public SqliteStatement AddTerms => field ??= Prepare($"""
        INSERT INTO "{SearchIndex.Table}" (rowid, "{SearchIndex.Column}") VALUES (?1, ?2)
        """);

    /// <summary>The index keeps no text, so it has to be told again what it was given.</summary>
    public SqliteStatement RemoveTerms => field ??= Prepare($"""
        INSERT INTO "{SearchIndex.Table}" ("{SearchIndex.Table}", rowid, "{SearchIndex.Column}") VALUES ('delete', ?1, ?2)
        """);

    public SqliteStatement AddMention => field ??= Prepare("""
        INSERT INTO "Mentions" ("RoomId", "UserId", "MessageId") VALUES (?1, ?2, ?3)
        """);

    public SqliteStatement RemoveMention => field ??= Prepare("""
        DELETE FROM "Mentions" WHERE "RoomId" = ?1 AND "UserId" = ?2 AND "MessageId" = ?3
        """);

    public SqliteStatement CountMentions => field ??= Prepare("""
        SELECT count(*) FROM "Mentions" WHERE "RoomId" = ?1 AND "UserId" = ?2 AND "MessageId" > ?3
        """);

    public SqliteStatement ListReactions => field ??= Prepare("""
        SELECT r."Emoji", u."Username" FROM "Reactions" r JOIN "Users" u ON u."Id" = r."UserId" WHERE r."RoomId" = ?1 AND r."MessageId" = ?2 ORDER BY r."Seq"
        """);

    public SqliteStatement FindReaction => field ??= Prepare("""
        SELECT "Seq", "At" FROM "Reactions" WHERE "RoomId" = ?1 AND "MessageId" = ?2 AND "UserId" = ?3 AND "Emoji" = ?4
        """);

    public SqliteStatement CountReactions => field ??= Prepare("""
        SELECT count(*), count(DISTINCT "Emoji"), count(*) FILTER (WHERE "Emoji" = ?3) FROM "Reactions" WHERE "RoomId" = ?1 AND "MessageId" = ?2
        """);

    public SqliteStatement AddReaction => field ??= Prepare("""
        INSERT INTO "Reactions" ("RoomId", "MessageId", "UserId", "Emoji", "Seq", "At") VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        """);

    public SqliteStatement RemoveReaction => field ??= Prepare("""
        DELETE FROM "Reactions" WHERE "RoomId" = ?1 AND "MessageId" = ?2 AND "UserId" = ?3 AND "Emoji" = ?4
        """);

    public SqliteStatement RemoveReactions => field ??= Prepare("""
        DELETE FROM "Reactions" WHERE "RoomId" = ?1 AND "MessageId" = ?2
        """);

    public SqliteStatement RemoveOldReactions => field ??= Prepare("""
        DELETE FROM "Reactions" WHERE "RoomId" = ?1 AND "MessageId" <= ?2
        """);
}
