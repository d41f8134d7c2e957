using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CommunityHub.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Moves : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "MergedIntoId",
                table: "Discussions",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "MovedPosts",
                columns: table => new
                {
                    DiscussionId = table.Column<long>(type: "INTEGER", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    PostId = table.Column<long>(type: "INTEGER", nullable: false),
                    ById = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MovedPosts", x => new { x.DiscussionId, x.Number });
                    table.ForeignKey(
                        name: "FK_MovedPosts_Discussions_DiscussionId",
                        column: x => x.DiscussionId,
                        principalTable: "Discussions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_MovedPosts_People_ById",
                        column: x => x.ById,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_MovedPosts_Posts_PostId",
                        column: x => x.PostId,
                        principalTable: "Posts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Discussions_MergedIntoId",
                table: "Discussions",
                column: "MergedIntoId");

            migrationBuilder.CreateIndex(
                name: "IX_MovedPosts_ById",
                table: "MovedPosts",
                column: "ById");

            migrationBuilder.CreateIndex(
                name: "IX_MovedPosts_PostId",
                table: "MovedPosts",
                column: "PostId");

            migrationBuilder.AddForeignKey(
                name: "FK_Discussions_Discussions_MergedIntoId",
                table: "Discussions",
                column: "MergedIntoId",
                principalTable: "Discussions",
                principalColumn: "Id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Discussions_Discussions_MergedIntoId",
                table: "Discussions");

            migrationBuilder.DropTable(
                name: "MovedPosts");

            migrationBuilder.DropIndex(
                name: "IX_Discussions_MergedIntoId",
                table: "Discussions");

            migrationBuilder.DropColumn(
                name: "MergedIntoId",
                table: "Discussions");
        }
    }
}
