using Microsoft.Data.Sqlite;

namespace ChatHub.Infrastructure.Database.Sqlite;

/// <summary>Members, what they may not do, and the accounts behind them.</summary>
internal sealed class SqliteMemberStatements(SqliteConnection connection) : SqliteStatements(connection)
{
    public SqliteStatement FindMember => field ??= Prepare("""
        SELECT u."Username", u."DisplayName", u."Language", m."Role", m."LastRead", m."MessagesRead", m."UnreadMentions", m."LastPostAt",
            r."Kind", r."Until"
        FROM "Members" m JOIN "Users" u ON u."Id" = m."UserId"
        LEFT JOIN "Restrictions" r ON r."RoomId" = m."RoomId" AND r."UserId" = m."UserId" AND r."Kind" = ?3
        WHERE m."RoomId" = ?1 AND m."UserId" = ?2
        """);

    public SqliteStatement FindMemberId => field ??= Prepare("""
        SELECT u."Id" FROM "Users" u JOIN "Members" m ON m."RoomId" = ?1 AND m."UserId" = u."Id" WHERE u."UsernameKey" = ?2
        """);

    public SqliteStatement FindSuccessor => field ??= Prepare("""
        SELECT "UserId" FROM "Members" WHERE "RoomId" = ?1 ORDER BY "Role" DESC, "JoinedSeq", "UserId" LIMIT 1
        """);

    public SqliteStatement CountOwners => field ??= Prepare("""
        SELECT count(*) FROM "Members" WHERE "RoomId" = ?1 AND "Role" = ?2
        """);

    public SqliteStatement AddMember => field ??= Prepare("""
        INSERT INTO "Members" ("RoomId", "UserId", "Role", "LastRead", "MessagesRead", "UnreadMentions", "JoinedSeq", "LastPostAt", "IsOwn")
        VALUES (?1, ?2, ?3, ?4, ?5, 0, ?4, ?6, ?7)
        """);

    public SqliteStatement UpdateMember => field ??= Prepare("""
        UPDATE "Members" SET "Role" = ?3, "LastRead" = ?4, "MessagesRead" = ?5, "UnreadMentions" = ?6, "LastPostAt" = ?7 WHERE "RoomId" = ?1 AND "UserId" = ?2
        """);

    public SqliteStatement RemoveMember => field ??= Prepare("""
        DELETE FROM "Members" WHERE "RoomId" = ?1 AND "UserId" = ?2
        """);

    /// <summary>Markers in what retention has removed move up to its end.</summary>
    public SqliteStatement RaiseMarkers => field ??= Prepare("""
        UPDATE "Members" SET "LastRead" = ?2, "MessagesRead" = ?3, "UnreadMentions" =
            (SELECT count(*) FROM "Mentions" n WHERE n."RoomId" = "Members"."RoomId" AND n."UserId" = "Members"."UserId" AND n."MessageId" > ?2)
        WHERE "RoomId" = ?1 AND "LastRead" < ?2
        """);

    public SqliteStatement FindRestriction => field ??= Prepare("""
        SELECT "Until", "Reason" FROM "Restrictions" WHERE "RoomId" = ?1 AND "UserId" = ?2 AND "Kind" = ?3 AND ("Until" IS NULL OR "Until" > ?4)
        """);

    public SqliteStatement SetRestriction => field ??= Prepare("""
        INSERT INTO "Restrictions" ("RoomId", "UserId", "Kind", "Until", "Reason") VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT DO UPDATE SET "Until" = excluded."Until", "Reason" = excluded."Reason"
        """);

    public SqliteStatement LiftRestriction => field ??= Prepare("""
        DELETE FROM "Restrictions" WHERE "RoomId" = ?1 AND "UserId" = ?2 AND "Kind" = ?3
        """);

    public SqliteStatement FindPerson => field ??= Prepare("""
        SELECT "Id", "Username" FROM "Users" WHERE "UsernameKey" = ?1
        """);

    public SqliteStatement FindUsername => field ??= Prepare("""
        SELECT "Username" FROM "Users" WHERE "Id" = ?1
        """);

    /// <summary>No username has a colon, so the key is nobody's, and unique.</summary>
    public SqliteStatement EraseUser => field ??= Prepare("""
        UPDATE "Users" SET "Username" = ?2, "UsernameKey" = ?2 || ':' || "Id", "DisplayName" = ?2, "Language" = NULL, "CreatedAt" = 0 WHERE "Id" = ?1
        """);

    public SqliteStatement RetireName => field ??= Prepare("""
        INSERT INTO "RetiredNames" ("Hash") VALUES (?1) ON CONFLICT DO NOTHING
        """);

    public SqliteStatement RemovePassword => field ??= Prepare("""
        DELETE FROM "Passwords" WHERE "UserId" = ?1
        """);

    public SqliteStatement RemoveSessions => field ??= Prepare("""
        DELETE FROM "Sessions" WHERE "UserId" = ?1
        """);

    public SqliteStatement RemoveRestrictions => field ??= Prepare("""
        DELETE FROM "Restrictions" WHERE "UserId" = ?1
        """);
}
