using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ChatHub.Infrastructure.Database.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Translation : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "GlossaryVersion",
                table: "Rooms",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "LanguageOrigin",
                table: "Messages",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "Glossaries",
                columns: table => new
                {
                    RoomId = table.Column<long>(type: "INTEGER", nullable: false),
                    Terms = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Glossaries", x => x.RoomId);
                });

            migrationBuilder.CreateTable(
                name: "TranslationPatches",
                columns: table => new
                {
                    RoomId = table.Column<long>(type: "INTEGER", nullable: false),
                    Language = table.Column<string>(type: "TEXT", nullable: false),
                    Tseq = table.Column<long>(type: "INTEGER", nullable: false),
                    MessageId = table.Column<long>(type: "INTEGER", nullable: false),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false),
                    Seq = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TranslationPatches", x => new { x.RoomId, x.Language, x.Tseq });
                });

            migrationBuilder.CreateTable(
                name: "Translations",
                columns: table => new
                {
                    RoomId = table.Column<long>(type: "INTEGER", nullable: false),
                    MessageId = table.Column<long>(type: "INTEGER", nullable: false),
                    Language = table.Column<string>(type: "TEXT", nullable: false),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false),
                    Seq = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: true),
                    MaskedText = table.Column<string>(type: "TEXT", nullable: true),
                    Provider = table.Column<string>(type: "TEXT", nullable: true),
                    Source = table.Column<string>(type: "TEXT", nullable: true),
                    IsDetected = table.Column<bool>(type: "INTEGER", nullable: false),
                    TextKey = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    Fault = table.Column<int>(type: "INTEGER", nullable: true),
                    IndexId = table.Column<long>(type: "INTEGER", nullable: true),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Translations", x => new { x.RoomId, x.MessageId, x.Language });
                });

            migrationBuilder.CreateTable(
                name: "TranslationUse",
                columns: table => new
                {
                    Day = table.Column<int>(type: "INTEGER", nullable: false),
                    Provider = table.Column<string>(type: "TEXT", nullable: false),
                    RoomId = table.Column<long>(type: "INTEGER", nullable: false),
                    Texts = table.Column<long>(type: "INTEGER", nullable: false),
                    Characters = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TranslationUse", x => new { x.Day, x.Provider, x.RoomId });
                });

            migrationBuilder.CreateIndex(
                name: "IX_Translations_DueAt",
                table: "Translations",
                column: "DueAt",
                filter: "\"DueAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Translations_IndexId",
                table: "Translations",
                column: "IndexId",
                unique: true,
                filter: "\"IndexId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Translations_TextKey",
                table: "Translations",
                column: "TextKey",
                filter: "\"TextKey\" IS NOT NULL");

            // EF Core knows no virtual tables.
            migrationBuilder.Sql("""
                CREATE VIRTUAL TABLE "TranslationTerms" USING fts5("Terms", content = '', tokenize = 'ascii');
                """);
            migrationBuilder.Sql("""
                INSERT INTO "TranslationTerms" ("TranslationTerms", rank) VALUES ('secure-delete', 1);
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""DROP TABLE "TranslationTerms";""");

            migrationBuilder.DropTable(
                name: "Glossaries");

            migrationBuilder.DropTable(
                name: "TranslationPatches");

            migrationBuilder.DropTable(
                name: "Translations");

            migrationBuilder.DropTable(
                name: "TranslationUse");

            migrationBuilder.DropColumn(
                name: "GlossaryVersion",
                table: "Rooms");

            migrationBuilder.DropColumn(
                name: "LanguageOrigin",
                table: "Messages");
        }
    }
}
