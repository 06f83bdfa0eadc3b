using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ChatHub.Infrastructure.Database.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class OwnRooms : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Members_UserId",
                table: "Members");

            migrationBuilder.AddColumn<bool>(
                name: "IsOwn",
                table: "Members",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            // Where retention has removed the event, nobody knows any more who it was; a place too many harms less than one too few.
            migrationBuilder.Sql("""
                UPDATE "Members" SET "IsOwn" = 1 WHERE EXISTS (
                    SELECT 1 FROM "Events" e WHERE e."RoomId" = "Members"."RoomId" AND e."Seq" = "Members"."JoinedSeq" AND e."ActorId" = "Members"."UserId")
                """);

            migrationBuilder.CreateIndex(
                name: "IX_Members_UserId_IsOwn",
                table: "Members",
                columns: new[] { "UserId", "IsOwn" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Members_UserId_IsOwn",
                table: "Members");

            migrationBuilder.DropColumn(
                name: "IsOwn",
                table: "Members");

            migrationBuilder.CreateIndex(
                name: "IX_Members_UserId",
                table: "Members",
                column: "UserId");
        }
    }
}
