using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CommunityHub.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class PostsByWriterAndTime : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Posts_PersonId",
                table: "Posts");

            migrationBuilder.CreateIndex(
                name: "IX_Posts_PersonId_At",
                table: "Posts",
                columns: new[] { "PersonId", "At" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Posts_PersonId_At",
                table: "Posts");

            migrationBuilder.CreateIndex(
                name: "IX_Posts_PersonId",
                table: "Posts",
                column: "PersonId");
        }
    }
}
