using Microsoft.Data.Sqlite;

namespace ChatHub.Infrastructure.Database.Sqlite;

/// <summary>The statements of the write path, compiled once: EF Core's own cost would be several times that of the rows. Used by one thread.</summary>
internal sealed class SqliteRoomStatements(SqliteConnection connection) : IDisposable
{
    private readonly List<SqliteStatement> _all = [];

    public SqliteStatement FindRoom => field ??= Prepare(1, """
        SELECT "Id", "Name", "Title", "Topic", "Visibility", "CreatedAt", "Head", "Messages" FROM "Rooms" WHERE "Name" = $1
        """);

    public SqliteStatement FindMember => field ??= Prepare(2, """
        SELECT u."Username", u."DisplayName", u."Language", m."Role", m."LastRead", m."MessagesRead"
        FROM "Members" m JOIN "Users" u ON u."Id" = m."UserId" WHERE m."RoomId" = $1 AND m."UserId" = $2
        """);

    public SqliteStatement CountOwners => field ??= Prepare(2, """
        SELECT count(*) FROM "Members" WHERE "RoomId" = $1 AND "Role" = $2
        """);

    public SqliteStatement FindMessage => field ??= Prepare(2, """
        SELECT 1 FROM "Messages" WHERE "RoomId" = $1 AND "Id" = $2
        """);

    public SqliteStatement FindAccepted => field ??= Prepare(3, """
        SELECT "Id", "At", "TextHash" FROM "Messages" WHERE "RoomId" = $1 AND "SenderId" = $2 AND "ClientMessageId" = $3
        """);

    public SqliteStatement AddRoom => field ??= Prepare(5, """
        INSERT INTO "Rooms" ("Name", "Title", "Topic", "Visibility", "CreatedAt", "Head", "Messages") VALUES ($1, $2, $3, $4, $5, 0, 0) RETURNING "Id"
        """);

    public SqliteStatement UpdateRoom => field ??= Prepare(3, """
        UPDATE "Rooms" SET "Head" = $2, "Messages" = $3 WHERE "Id" = $1
        """);

    public SqliteStatement AddMember => field ??= Prepare(5, """
        INSERT INTO "Members" ("RoomId", "UserId", "Role", "LastRead", "MessagesRead") VALUES ($1, $2, $3, $4, $5)
        """);

    public SqliteStatement UpdateMarker => field ??= Prepare(4, """
        UPDATE "Members" SET "LastRead" = $3, "MessagesRead" = $4 WHERE "RoomId" = $1 AND "UserId" = $2
        """);

    public SqliteStatement RemoveMember => field ??= Prepare(2, """
        DELETE FROM "Members" WHERE "RoomId" = $1 AND "UserId" = $2
        """);

    public SqliteStatement AddEvent => field ??= Prepare(9, """
        INSERT INTO "Events" ("RoomId", "Seq", "Type", "At", "ActorId", "SubjectId", "MessageId", "Details", "Messages")
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """);

    public SqliteStatement AddMessage => field ??= Prepare(9, """
        INSERT INTO "Messages" ("RoomId", "Id", "SenderId", "Text", "Language", "At", "Revision", "ReplyTo", "ClientMessageId", "TextHash")
        VALUES ($1, $2, $3, $4, $5, $6, 1, $7, $8, $9)
        """);

    private SqliteTransaction? Transaction { get; set; }

    public void Enlist(SqliteTransaction transaction)
    {
        Transaction = transaction;
        foreach (var statement in _all)
            statement.Enlist(transaction);
    }

    public void Dispose() => _all.ForEach(statement => statement.Dispose());

    private SqliteStatement Prepare(int parameters, string sql)
    {
        var statement = new SqliteStatement(connection, sql, parameters);
        statement.Enlist(Transaction);
        _all.Add(statement);
        return statement;
    }
}
