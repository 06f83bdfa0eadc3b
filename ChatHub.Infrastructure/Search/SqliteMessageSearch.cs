using ChatHub.Domain.Moderation;
using ChatHub.Domain.Rooms;
using ChatHub.Domain.Search;
using ChatHub.Infrastructure.Database;
using ChatHub.Infrastructure.Database.Sqlite;
using ChatHub.Infrastructure.Messages;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ChatHub.Infrastructure.Search;

/// <summary>
/// Full-text search with SQLite's FTS5. Hits are ranked by bm25, the newer first among equals; of more than <see cref="MaxRanked"/> only those are ranked
/// that the index gives first, which are the newest of the youngest rooms, so that a word that stands everywhere costs no more than one that is merely common.
/// </summary>
internal sealed class SqliteMessageSearch(IDatabaseReader database, TimeProvider time) : IMessageSearch
{
    private const int MaxRanked = 5000;

    private const string Find = $"""
        WITH "Readable" AS (
            SELECT "Id" FROM "Rooms" r WHERE ($room IS NULL OR r."Id" = $room) AND (
                EXISTS (SELECT 1 FROM "Members" m WHERE m."RoomId" = r."Id" AND m."UserId" = $user)
                OR (r."Visibility" = $public AND NOT EXISTS (
                    SELECT 1 FROM "Restrictions" x WHERE x."RoomId" = r."Id" AND x."UserId" = $user AND x."Kind" = $ban AND (x."Until" IS NULL OR x."Until" > $now))))),
        "Hits" AS (
            SELECT rowid AS "Row", rank AS "Rank" FROM "{SearchIndex.Table}"
            WHERE "{SearchIndex.Table}" MATCH $query AND rowid BETWEEN $first AND $last AND (rowid >> 34) IN (SELECT "Id" FROM "Readable")
                AND ($sender IS NULL OR EXISTS (
                    SELECT 1 FROM "Messages" m WHERE m."RoomId" = (rowid >> 34) AND m."Id" = (rowid & 17179869183) AND m."SenderId" = $sender))
            ORDER BY rowid DESC LIMIT $ranked)
        SELECT "Row" AS "Value" FROM "Hits" ORDER BY "Rank", "Row" DESC LIMIT $limit OFFSET $offset
        """;

    public async Task<IReadOnlyList<SearchHit>> FindAsync(SearchScope scope, SearchQuery query, int offset, int limit, CancellationToken cancel)
    {
        await using var context = database.OpenContext();
        // SQLite searches without ever yielding: not on the caller's thread.
        var found = await Task.Run(() => FindRows(context, scope, query, offset, limit), cancel);
        return await LoadAsync(context, found, cancel);
    }

    private List<(long RoomId, long MessageId)> FindRows(ChatHubContext context, SearchScope scope, SearchQuery query, int offset, int limit)
    {
        var parameters = new SqliteParameter[]
        {
            new("$user", scope.UserId), new("$room", (object?)scope.RoomId ?? DBNull.Value), new("$sender", (object?)scope.SenderId ?? DBNull.Value),
            new("$public", (object)(int)RoomVisibility.Public), new("$ban", (int)RestrictionKind.Ban), new("$now", time.GetUtcNow().ToUnixTimeMilliseconds()),
            new("$query", ToMatch(query)), new("$ranked", MaxRanked), new("$limit", limit), new("$offset", offset),
            new("$first", SearchIndex.ToRow(scope.RoomId ?? 0, 0)), new("$last", scope.RoomId is { } room ? SearchIndex.ToRow(room + 1, 0) - 1 : long.MaxValue),
        };
        return context.Database.SqlQueryRaw<long>(Find, parameters).ToList().ConvertAll(SearchIndex.FromRow);
    }

    private static async Task<IReadOnlyList<SearchHit>> LoadAsync(ChatHubContext context, List<(long RoomId, long MessageId)> found, CancellationToken cancel)
    {
        var (roomIds, ids) = (found.Select(row => row.RoomId).Distinct().ToList(), found.Select(row => row.MessageId).Distinct().ToList());
        var names = await context.Rooms.Where(room => roomIds.Contains(room.Id)).ToDictionaryAsync(room => room.Id, room => room.Name, cancel);
        var wanted = found.ToHashSet();
        var rows = (await context.Messages.Where(row => roomIds.Contains(row.RoomId) && ids.Contains(row.Id)).ToListAsync(cancel))
            .Where(row => wanted.Contains((row.RoomId, row.Id)) && !row.IsDeleted).ToList();
        var messages = await MessageLoader.LoadAsync(context, rows, cancel);
        var byPlace = rows.Zip(messages).ToDictionary(pair => (pair.First.RoomId, pair.First.Id), pair => new SearchHit(names[pair.First.RoomId], pair.Second));
        // What was deleted between the two reads is not found any more.
        return found.Where(byPlace.ContainsKey).Select(place => byPlace[place]).ToList();
    }

    /// <summary>Every term is quoted, so that nothing in it is taken for FTS5's syntax; terms hold no quotes.</summary>
    private static string ToMatch(SearchQuery query)
        => string.Join(" AND ", query.Phrases.Select(phrase => $"\"{string.Join(' ', phrase.Terms)}\"{(phrase.IsPrefix ? " *" : "")}"));
}
