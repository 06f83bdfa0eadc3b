using System.Text.Json;
using ChatHub.Domain.Errors;
using ChatHub.Domain.Moderation;
using ChatHub.Domain.Rooms;
using ChatHub.Domain.Search;
using ChatHub.Infrastructure.Database;
using ChatHub.Infrastructure.Database.Sqlite;
using ChatHub.Infrastructure.Messages;
using ChatHub.Infrastructure.Rooms;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace ChatHub.Infrastructure.Search;

/// <summary>
/// Full-text search with SQLite's FTS5. Hits are ranked by bm25, the newer first among equals; of more than <see cref="MaxRanked"/> only those are ranked
/// that the index gives first, which are the newest of the youngest rooms: to rank every hit for a word that stands everywhere costs tens of times as
/// much (bench/README.md). Safe for any number of callers: <see cref="MaxAtOnce"/> search, others wait for <see cref="LongestWait"/> at most, and a search ends
/// after <see cref="LongestSearch"/>.
/// </summary>
internal sealed class SqliteMessageSearch(IDatabaseReader database, TimeProvider time) : IMessageSearch, IDisposable
{
    private const int MaxRanked = 5000;
    private const int MaxAtOnce = 2;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestSearch = TimeSpan.FromSeconds(3);

    private static readonly string Hits = $"""
        WITH "Readable" AS (
            SELECT "Id", "Translation" FROM "Rooms" r WHERE ($room IS NULL OR r."Id" = $room) AND (
                EXISTS (SELECT 1 FROM "Members" m WHERE m."RoomId" = r."Id" AND m."UserId" = $user)
                OR (r."Visibility" = $public AND NOT EXISTS (
                    SELECT 1 FROM "Restrictions" x WHERE x."RoomId" = r."Id" AND x."UserId" = $user AND x."Kind" = $ban AND (x."Until" IS NULL OR x."Until" > $now))))),
        "Hits" AS (
            SELECT rowid AS "Row", rank AS "Rank", 0 AS "IsByTranslation" FROM "{SearchIndex.Table}"
            WHERE "{SearchIndex.Table}" MATCH $query AND rowid BETWEEN $first AND $last AND (rowid >> {SearchIndex.Bits}) IN (SELECT "Id" FROM "Readable")
                AND ($sender IS NULL OR EXISTS (
                    SELECT 1 FROM "Messages" m WHERE m."RoomId" = (rowid >> {SearchIndex.Bits}) AND m."Id" = (rowid & {SearchIndex.Mask}) AND m."SenderId" = $sender))
            ORDER BY rowid DESC LIMIT $ranked)
        """;

    private const string Page = """
        ORDER BY "Rank", "Row" DESC LIMIT $limit OFFSET $offset
        """;

    private static readonly string Find = $"""
        {Hits}
        SELECT "Row", "IsByTranslation" FROM "Hits" {Page}
        """;

    // A message that is found by its own text is no second hit by its translation.
    private static readonly string FindTranslated = $"""
        {Hits},
        "Translated" AS (
            SELECT (t."RoomId" << {SearchIndex.Bits}) | t."MessageId" AS "Row", rank AS "Rank", 1 AS "IsByTranslation"
            FROM "{SearchIndex.TranslationTable}" JOIN "Translations" t ON t."IndexId" = "{SearchIndex.TranslationTable}".rowid
            WHERE "{SearchIndex.TranslationTable}" MATCH $query AND t."Language" = $language
                AND t."RoomId" IN (SELECT "Id" FROM "Readable" WHERE "Translation" IN (SELECT value FROM json_each($policies)))
                AND ($sender IS NULL OR EXISTS (SELECT 1 FROM "Messages" m WHERE m."RoomId" = t."RoomId" AND m."Id" = t."MessageId" AND m."SenderId" = $sender))
            ORDER BY "{SearchIndex.TranslationTable}".rowid DESC LIMIT $ranked)
        SELECT "Row", min("IsByTranslation") AS "IsByTranslation", min("Rank") AS "Rank" FROM (SELECT * FROM "Hits" UNION ALL SELECT * FROM "Translated") GROUP BY "Row" {Page}
        """;

    private readonly SemaphoreSlim _searches = new(MaxAtOnce);

    public async Task<IReadOnlyList<SearchHit>> FindAsync(SearchScope scope, SearchQuery query, int offset, int limit, CancellationToken cancel)
    {
        if (!await _searches.WaitAsync(LongestWait, cancel))
            throw new RefusedException(ErrorCatalogue.Unavailable, "Many people are searching right now; try again shortly.", LongestWait);
        try
        {
            await using var context = database.OpenContext();
            // SQLite searches without ever yielding: not on the caller's thread.
            var found = await Task.Run(() => FindInTime(context, scope, query, offset, limit, cancel), cancel);
            return await LoadAsync(context, found, cancel);
        }
        finally
        {
            _searches.Release();
        }
    }

    public void Dispose() => _searches.Dispose();

    private List<FoundRow> FindInTime(ChatHubContext context, SearchScope scope, SearchQuery query, int offset, int limit, CancellationToken cancel)
    {
        context.Database.OpenConnection();
        var connection = (SqliteConnection)context.Database.GetDbConnection();
        using var deadline = new CancellationTokenSource(LongestSearch, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancel);
        using var interrupt = either.Token.Register(() => raw.sqlite3_interrupt(connection.Handle));
        try
        {
            return FindRows(context, scope, query, offset, limit);
        }
        catch (SqliteException e) when (e.SqliteErrorCode == SqliteErrors.Interrupt)
        {
            cancel.ThrowIfCancellationRequested();
            throw new RefusedException(ErrorCatalogue.Unavailable, "This search takes too long; name a room, or ask for something rarer.", LongestSearch, e);
        }
    }

    private List<FoundRow> FindRows(ChatHubContext context, SearchScope scope, SearchQuery query, int offset, int limit)
    {
        var parameters = new SqliteParameter[]
        {
            new("$user", scope.UserId), new("$room", (object?)scope.RoomId ?? DBNull.Value), new("$sender", (object?)scope.SenderId ?? DBNull.Value),
            new("$public", (object)(int)RoomVisibility.Public), new("$ban", (int)RestrictionKind.Ban), new("$now", time.GetUtcNow().ToUnixTimeMilliseconds()),
            new("$query", ToMatch(query)), new("$language", (object?)scope.Language ?? DBNull.Value), new("$policies", JsonSerializer.Serialize(scope.Policies)), new("$ranked", MaxRanked), new("$limit", limit), new("$offset", offset),
            new("$first", SearchIndex.ToRow(scope.RoomId ?? 0, 0)), new("$last", scope.RoomId is { } room ? SearchIndex.ToRow(room + 1, 0) - 1 : long.MaxValue),
        };
        return context.Database.SqlQueryRaw<FoundRow>(scope.Language is null ? Find : FindTranslated, parameters).ToList();
    }

    private static async Task<IReadOnlyList<SearchHit>> LoadAsync(ChatHubContext context, List<FoundRow> rowsFound, CancellationToken cancel)
    {
        var found = rowsFound.ConvertAll(row => SearchIndex.FromRow(row.Row));
        var byTranslation = rowsFound.Where(row => row.IsByTranslation).Select(row => SearchIndex.FromRow(row.Row)).ToHashSet();
        var (roomIds, ids) = (found.Select(row => row.RoomId).Distinct().ToList(), found.Select(row => row.MessageId).Distinct().ToList());
        var rooms = await context.Rooms.Where(room => roomIds.Contains(room.Id)).ToDictionaryAsync(room => room.Id, RoomViewRow.ToRoom, cancel);
        var wanted = found.ToHashSet();
        var rows = (await context.Messages.Where(row => roomIds.Contains(row.RoomId) && ids.Contains(row.Id)).ToListAsync(cancel))
            .Where(row => wanted.Contains((row.RoomId, row.Id)) && !row.IsDeleted).ToList();
        var messages = await MessageLoader.LoadAsync(context, rows, cancel);
        var byPlace = rows.Zip(messages).ToDictionary(pair => (pair.First.RoomId, pair.First.Id), pair => new SearchHit(rooms[pair.First.RoomId], pair.Second, byTranslation.Contains((pair.First.RoomId, pair.First.Id))));
        // What was deleted between the two reads is not found any more.
        return found.Where(byPlace.ContainsKey).Select(place => byPlace[place]).ToList();
    }

    /// <summary>Every term is quoted, so that nothing in it is taken for FTS5's syntax; terms hold no quotes.</summary>
    private static string ToMatch(SearchQuery query)
        => string.Join(" AND ", query.Phrases.Select(phrase => $"\"{string.Join(' ', phrase.Terms)}\"{(phrase.IsPrefix ? " *" : "")}"));

    private sealed class FoundRow
    {
        public long Row { get; init; }

        public bool IsByTranslation { get; init; }
    }
}
