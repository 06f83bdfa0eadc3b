using Microsoft.EntityFrameworkCore;

namespace ChatHub.Infrastructure.Database;

/// <summary>The database's model, common to all engines; what is an engine's own stands in its derived context.</summary>
internal abstract class ChatHubContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<InstallationRow> Installations => Set<InstallationRow>();

    public DbSet<UserRow> Users => Set<UserRow>();

    public DbSet<PasswordRow> Passwords => Set<PasswordRow>();

    public DbSet<SessionRow> Sessions => Set<SessionRow>();

    public DbSet<RoomRow> Rooms => Set<RoomRow>();

    public DbSet<MemberRow> Members => Set<MemberRow>();

    public DbSet<EventRow> Events => Set<EventRow>();

    public DbSet<MessageRow> Messages => Set<MessageRow>();

    public DbSet<ReactionRow> Reactions => Set<ReactionRow>();

    public DbSet<MentionRow> Mentions => Set<MentionRow>();

    public DbSet<RestrictionRow> Restrictions => Set<RestrictionRow>();

    public DbSet<RetiredNameRow> RetiredNames => Set<RetiredNameRow>();

    public DbSet<TranslationRow> Translations => Set<TranslationRow>();

    public DbSet<TranslationPatchRow> TranslationPatches => Set<TranslationPatchRow>();

    public DbSet<GlossaryRow> Glossaries => Set<GlossaryRow>();

    public DbSet<TranslationUseRow> TranslationUse => Set<TranslationUseRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<InstallationRow>().Property(row => row.Id).ValueGeneratedNever();

        modelBuilder.Entity<UserRow>().HasIndex(row => row.UsernameKey).IsUnique();
        modelBuilder.Entity<PasswordRow>(password =>
        {
            password.HasKey(row => row.UserId);
            password.HasOne<UserRow>().WithOne().HasForeignKey<PasswordRow>(row => row.UserId);
        });
        modelBuilder.Entity<SessionRow>().HasOne<UserRow>().WithMany().HasForeignKey(row => row.UserId);

        modelBuilder.Entity<RetiredNameRow>().HasKey(row => row.Hash);

        modelBuilder.Entity<RoomRow>().HasIndex(row => row.Name).IsUnique();
        modelBuilder.Entity<RoomRow>().HasIndex(row => row.DirectKey).IsUnique();
        modelBuilder.Entity<MemberRow>(member =>
        {
            member.HasKey(row => new { row.RoomId, row.UserId });
            member.HasIndex(row => new { row.UserId, row.IsOwn });
            member.HasOne<RoomRow>().WithMany().HasForeignKey(row => row.RoomId);
            member.HasOne<UserRow>().WithMany().HasForeignKey(row => row.UserId);
        });

        modelBuilder.Entity<RestrictionRow>(restriction =>
        {
            restriction.HasKey(row => new { row.RoomId, row.UserId, row.Kind });
            restriction.HasOne<RoomRow>().WithMany().HasForeignKey(row => row.RoomId);
            restriction.HasOne<UserRow>().WithMany().HasForeignKey(row => row.UserId);
        });

        // The log's tables have no foreign keys: EF Core would index each of them, and every message would pay for it.
        // Their rows are only ever written together with the room's, in one transaction.
        modelBuilder.Entity<EventRow>().HasKey(row => new { row.RoomId, row.Seq });
        modelBuilder.Entity<MessageRow>(message =>
        {
            message.HasKey(row => new { row.RoomId, row.Id });
            // The key before the sender: then keys that grow with time (UUID version 7) are all added at the index's end, whoever sends.
            // Random ones touch a page each: bench/README.md has what that costs.
            message.HasIndex(row => new { row.RoomId, row.ClientMessageId, row.SenderId }).IsUnique();
        });
        modelBuilder.Entity<TranslationRow>(translation =>
        {
            translation.HasKey(row => new { row.RoomId, row.MessageId, row.Language });
            translation.HasIndex(row => row.DueAt);
            translation.HasIndex(row => row.TextKey);
            translation.HasIndex(row => row.IndexId).IsUnique();
        });
        modelBuilder.Entity<TranslationPatchRow>().HasKey(row => new { row.RoomId, row.Language, row.Tseq });
        modelBuilder.Entity<GlossaryRow>().HasKey(row => row.RoomId);
        modelBuilder.Entity<GlossaryRow>().Property(row => row.RoomId).ValueGeneratedNever();
        modelBuilder.Entity<TranslationUseRow>().HasKey(row => new { row.Day, row.Provider, row.RoomId });
        modelBuilder.Entity<ReactionRow>().HasKey(row => new { row.RoomId, row.MessageId, row.UserId, row.Emoji });
        modelBuilder.Entity<MentionRow>().HasKey(row => new { row.RoomId, row.UserId, row.MessageId });
    }
}
