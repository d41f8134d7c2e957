using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CommunityHub.Data.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class AskWithoutAName : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "AppearsAt",
                table: "Questions",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Naming",
                table: "QuestionAskers",
                type: "character varying(20)",
                maxLength: 20,
                nullable: false,
                defaultValue: "Named");

            migrationBuilder.CreateIndex(
                name: "IX_Questions_AppearsAt",
                table: "Questions",
                column: "AppearsAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Questions_AppearsAt",
                table: "Questions");

            migrationBuilder.DropColumn(
                name: "AppearsAt",
                table: "Questions");

            migrationBuilder.DropColumn(
                name: "Naming",
                table: "QuestionAskers");
        }
    }
}
