using Microsoft.Data.Sqlite;

namespace ChatHub.Infrastructure.Database.Sqlite;

/// <summary>Rooms and their events.</summary>
internal sealed class SqliteRoomStatements(SqliteConnection connection) : SqliteStatements(connection)
{
    private const string Columns = """
        "Id", "Name", "Kind", "Title", "Topic", "Visibility", "Translation", "SlowModeSeconds", "RetentionDays", "CreatedAt", "IsArchived",
        "Head", "Floor", "Messages", "Members", "GlossaryVersion"
        """;

    public SqliteStatement FindRoom => field ??= Prepare($"""
        SELECT {Columns} FROM "Rooms" WHERE "Name" = ?1
        """);

    public SqliteStatement FindDirectRoom => field ??= Prepare("""
        SELECT "Name" FROM "Rooms" WHERE "DirectKey" = ?1
        """);

    public SqliteStatement ListRooms => field ??= Prepare("""
        SELECT r."Name" FROM "Members" m JOIN "Rooms" r ON r."Id" = m."RoomId" WHERE m."UserId" = ?1
        """);

    /// <summary>From the index alone, and no further than asked: it is counted at each join, in the one writer.</summary>
    public SqliteStatement CountOwnRooms => field ??= Prepare("""
        SELECT count(*) FROM (SELECT 1 FROM "Members" WHERE "UserId" = ?1 AND "IsOwn" = 1 LIMIT ?2)
        """);

    public SqliteStatement AddRoom => field ??= Prepare("""
        INSERT INTO "Rooms" ("Name", "Kind", "DirectKey", "Title", "Topic", "Visibility", "Translation", "SlowModeSeconds", "IsArchived", "CreatedAt", "Head", "Floor", "Messages", "Members", "GlossaryVersion")
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, 0, ?8, 0, 0, 0, 0, 0) RETURNING "Id"
        """);

    public SqliteStatement MoveRoom => field ??= Prepare("""
        UPDATE "Rooms" SET "Head" = ?2, "Floor" = ?3, "Messages" = ?4, "Members" = ?5 WHERE "Id" = ?1
        """);

    public SqliteStatement UpdateRoom => field ??= Prepare("""
        UPDATE "Rooms" SET "Title" = ?2, "Topic" = ?3, "Visibility" = ?4, "Translation" = ?5, "SlowModeSeconds" = ?6, "RetentionDays" = ?7, "IsArchived" = ?8
        WHERE "Id" = ?1
        """);

    public SqliteStatement SetGlossaryVersion => field ??= Prepare("""
        UPDATE "Rooms" SET "GlossaryVersion" = ?2 WHERE "Id" = ?1
        """);

    public SqliteStatement FindGlossary => field ??= Prepare("""
        SELECT "Terms" FROM "Glossaries" WHERE "RoomId" = ?1
        """);

    public SqliteStatement SetGlossary => field ??= Prepare("""
        INSERT INTO "Glossaries" ("RoomId", "Terms") VALUES (?1, ?2) ON CONFLICT DO UPDATE SET "Terms" = excluded."Terms"
        """);

    public SqliteStatement AddEvent => field ??= Prepare("""
        INSERT INTO "Events" ("RoomId", "Seq", "Type", "At", "ActorId", "SubjectId", "MessageId", "Details", "Messages")
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        """);

    public SqliteStatement FindTime => field ??= Prepare("""
        SELECT "At" FROM "Events" WHERE "RoomId" = ?1 AND "Seq" = ?2
        """);

    public SqliteStatement CountMessages => field ??= Prepare("""
        SELECT "Messages" FROM "Events" WHERE "RoomId" = ?1 AND "Seq" = ?2
        """);

    public SqliteStatement FindUnexpired => field ??= Prepare("""
        SELECT "Seq" FROM "Events" WHERE "RoomId" = ?1 AND "Seq" > ?2 AND "Seq" <= ?3 AND "At" >= ?4 ORDER BY "Seq" LIMIT 1
        """);

    public SqliteStatement RemoveEvents => field ??= Prepare("""
        DELETE FROM "Events" WHERE "RoomId" = ?1 AND "Seq" <= ?2
        """);
}
