using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CommunityHub.Data.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class GuestLinks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<byte[]>(
                name: "LinkHash",
                table: "Answerers",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "LinkSentAt",
                table: "Answerers",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Mail",
                table: "Answerers",
                type: "character varying(254)",
                maxLength: 254,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<DateTime>(
                name: "OpenedAt",
                table: "Answerers",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Answerers_LinkHash",
                table: "Answerers",
                column: "LinkHash",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Answerers_LinkHash",
                table: "Answerers");

            migrationBuilder.DropColumn(
                name: "LinkHash",
                table: "Answerers");

            migrationBuilder.DropColumn(
                name: "LinkSentAt",
                table: "Answerers");

            migrationBuilder.DropColumn(
                name: "Mail",
                table: "Answerers");

            migrationBuilder.DropColumn(
                name: "OpenedAt",
                table: "Answerers");
        }
    }
}
