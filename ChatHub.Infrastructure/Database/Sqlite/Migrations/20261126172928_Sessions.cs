using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ChatHub.Infrastructure.Database.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Sessions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "Generation",
                table: "Sessions",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "LastUsedAt",
                table: "Sessions",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<byte[]>(
                name: "RefreshHash",
                table: "Sessions",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "Uses",
                table: "Sessions",
                type: "BLOB",
                nullable: true);

            // What is known of a session of before: it was used when it was opened.
            migrationBuilder.Sql("UPDATE \"Sessions\" SET \"LastUsedAt\" = \"CreatedAt\"");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Generation",
                table: "Sessions");

            migrationBuilder.DropColumn(
                name: "LastUsedAt",
                table: "Sessions");

            migrationBuilder.DropColumn(
                name: "RefreshHash",
                table: "Sessions");

            migrationBuilder.DropColumn(
                name: "Uses",
                table: "Sessions");
        }
    }
}
