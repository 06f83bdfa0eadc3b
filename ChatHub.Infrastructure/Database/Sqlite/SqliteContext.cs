using Microsoft.EntityFrameworkCore;

namespace ChatHub.Infrastructure.Database.Sqlite;

/// <summary>The model on SQLite.</summary>
internal sealed class SqliteContext(DbContextOptions<SqliteContext> options) : ChatHubContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);

        // Clustered on their keys: a page of history is one stretch of the file, and costs the same however long the room is.
        foreach (var table in new[] { typeof(MemberRow), typeof(EventRow), typeof(MessageRow) })
            modelBuilder.Entity(table).HasAnnotation(WithoutRowidSqlGenerator.Annotation, value: true);

        modelBuilder.Entity<MessageRow>()
            .HasIndex(row => new { row.RoomId, row.ClientMessageId, row.SenderId })
            .HasFilter($"\"{nameof(MessageRow.ClientMessageId)}\" IS NOT NULL");
    }
}
