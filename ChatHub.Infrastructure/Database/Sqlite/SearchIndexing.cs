using ChatHub.Domain.Search;
using Microsoft.EntityFrameworkCore;

namespace ChatHub.Infrastructure.Database.Sqlite;

/// <summary>Makes the search index anew from the messages: for a database from before there was one, and when its rules have changed.</summary>
internal static class SearchIndexing
{
    private const int BatchSize = 1000;

    /// <summary>Run at start, before anything else uses the database. In transactions of a batch each; one that is cut off begins anew the next time.</summary>
    public static void Renew(SqliteContext context, InstallationRow installation)
    {
        context.Database.ExecuteSqlRaw($"INSERT INTO \"{SearchIndex.Table}\" (\"{SearchIndex.Table}\") VALUES ('delete-all')");
        var (roomId, id) = (0L, 0L);
        while (true)
        {
            var batch = context.Messages.Where(row => row.RoomId > roomId || (row.RoomId == roomId && row.Id > id))
                .OrderBy(row => row.RoomId).ThenBy(row => row.Id).Take(BatchSize).Select(row => new { row.RoomId, row.Id, row.Text }).ToList();
            if (batch.Count == 0)
                break;
            using var transaction = context.Database.BeginTransaction();
            foreach (var message in batch.Select(row => (Row: SearchIndex.ToRow(row.RoomId, row.Id), Terms: SearchText.ToTerms(row.Text))).Where(row => row.Terms.Length > 0))
                context.Database.ExecuteSqlRaw($"INSERT INTO \"{SearchIndex.Table}\" (rowid, \"{SearchIndex.Column}\") VALUES ({{0}}, {{1}})", message.Row, message.Terms);
            transaction.Commit();
            (roomId, id) = (batch[^1].RoomId, batch[^1].Id);
        }

        RenewTranslations(context);
        installation.SearchVersion = SearchText.Version;
        context.Update(installation);
        context.SaveChanges();
    }

    private static void RenewTranslations(SqliteContext context)
    {
        context.Database.ExecuteSqlRaw($"INSERT INTO \"{SearchIndex.TranslationTable}\" (\"{SearchIndex.TranslationTable}\") VALUES ('delete-all')");
        for (var last = 0L; ;)
        {
            var batch = context.Translations.Where(row => row.IndexId > last).OrderBy(row => row.IndexId).Take(BatchSize).Select(row => new { row.IndexId, row.Text }).ToList();
            if (batch.Count == 0)
                return;
            using var transaction = context.Database.BeginTransaction();
            foreach (var row in batch)
                context.Database.ExecuteSqlRaw($"INSERT INTO \"{SearchIndex.TranslationTable}\" (rowid, \"{SearchIndex.Column}\") VALUES ({{0}}, {{1}})", row.IndexId!.Value, SearchText.ToTerms(row.Text!));
            transaction.Commit();
            last = batch[^1].IndexId!.Value;
        }
    }
}
