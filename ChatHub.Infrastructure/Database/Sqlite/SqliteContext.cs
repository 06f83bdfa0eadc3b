using Microsoft.EntityFrameworkCore;

namespace ChatHub.Infrastructure.Database.Sqlite;

/// <summary>The model on SQLite.</summary>
internal sealed class SqliteContext(DbContextOptions<SqliteContext> options) : ChatHubContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);

        // Clustered on their keys: a page of history is one stretch of the file, and costs the same however long the room is.
        foreach (var table in new[] { typeof(MemberRow), typeof(RestrictionRow), typeof(RetiredNameRow), typeof(EventRow), typeof(MessageRow), typeof(ReactionRow), typeof(MentionRow), typeof(TranslationRow), typeof(TranslationPatchRow), typeof(TranslationUseRow) })
            modelBuilder.Entity(table).HasAnnotation(WithoutRowidSqlGenerator.Annotation, value: true);

        modelBuilder.Entity<MessageRow>()
            .HasIndex(row => new { row.RoomId, row.ClientMessageId, row.SenderId })
            .HasFilter($"\"{nameof(MessageRow.ClientMessageId)}\" IS NOT NULL");
        modelBuilder.Entity<TranslationRow>().HasIndex(row => row.DueAt).HasFilter($"\"{nameof(TranslationRow.DueAt)}\" IS NOT NULL");
        modelBuilder.Entity<TranslationRow>().HasIndex(row => row.IndexId).HasFilter($"\"{nameof(TranslationRow.IndexId)}\" IS NOT NULL");
        modelBuilder.Entity<TranslationRow>().HasIndex(row => row.TextKey).HasFilter($"\"{nameof(TranslationRow.TextKey)}\" IS NOT NULL");
        modelBuilder.Entity<RoomRow>().HasIndex(row => row.DirectKey).HasFilter($"\"{nameof(RoomRow.DirectKey)}\" IS NOT NULL");
    }
}
