using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CommunityHub.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class HotseatWhole : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "AskedForById",
                table: "Questions",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "AwaitsSince",
                table: "Questions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ClarifiedAt",
                table: "Questions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "MergedIntoId",
                table: "Questions",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Version",
                table: "Questions",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "GoodUntil",
                table: "Mails",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "ApprovesFirst",
                table: "Hotseats",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Kind",
                table: "Hotseats",
                type: "TEXT",
                maxLength: 20,
                nullable: false,
                defaultValue: "Guest");

            migrationBuilder.AddColumn<long>(
                name: "NextId",
                table: "Hotseats",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "RehearsalOf",
                table: "Hotseats",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "AmendedAt",
                table: "Answers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Version",
                table: "Answers",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<byte[]>(
                name: "LinkHash",
                table: "Answerers",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "LinkSentAt",
                table: "Answerers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Mail",
                table: "Answerers",
                type: "TEXT",
                maxLength: 254,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "OpenedAt",
                table: "Answerers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "AnswerComments",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PublicId = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    AnswerId = table.Column<long>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<long>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    Html = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    RemovedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    RemovedById = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AnswerComments", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AnswerComments_Answers_AnswerId",
                        column: x => x.AnswerId,
                        principalTable: "Answers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_AnswerComments_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AnswerRevisions",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    AnswerId = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    Html = table.Column<string>(type: "TEXT", nullable: false),
                    WrittenAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AnswerRevisions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AnswerRevisions_Answers_AnswerId",
                        column: x => x.AnswerId,
                        principalTable: "Answers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AnswerThanks",
                columns: table => new
                {
                    AnswerId = table.Column<long>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AnswerThanks", x => new { x.AnswerId, x.PersonId });
                    table.ForeignKey(
                        name: "FK_AnswerThanks_Answers_AnswerId",
                        column: x => x.AnswerId,
                        principalTable: "Answers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_AnswerThanks_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AskRequests",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PublicId = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    HotseatId = table.Column<long>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<long>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    SentAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    SettledAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    SettledById = table.Column<long>(type: "INTEGER", nullable: true),
                    DeclinedWhy = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AskRequests", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AskRequests_Hotseats_HotseatId",
                        column: x => x.HotseatId,
                        principalTable: "Hotseats",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_AskRequests_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Attendance",
                columns: table => new
                {
                    HotseatId = table.Column<long>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Attendance", x => new { x.HotseatId, x.PersonId });
                    table.ForeignKey(
                        name: "FK_Attendance_Hotseats_HotseatId",
                        column: x => x.HotseatId,
                        principalTable: "Hotseats",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Attendance_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Claims",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    QuestionId = table.Column<long>(type: "INTEGER", nullable: false),
                    AnswererId = table.Column<long>(type: "INTEGER", nullable: false),
                    ById = table.Column<long>(type: "INTEGER", nullable: false),
                    From = table.Column<DateTime>(type: "TEXT", nullable: false),
                    NowSince = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Until = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Claims", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Claims_Answerers_AnswererId",
                        column: x => x.AnswererId,
                        principalTable: "Answerers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Claims_People_ById",
                        column: x => x.ById,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Claims_Questions_QuestionId",
                        column: x => x.QuestionId,
                        principalTable: "Questions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Clarifications",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    QuestionId = table.Column<long>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ById = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Clarifications", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Clarifications_Questions_QuestionId",
                        column: x => x.QuestionId,
                        principalTable: "Questions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "FollowUp",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PublicId = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    HotseatId = table.Column<long>(type: "INTEGER", nullable: false),
                    QuestionId = table.Column<long>(type: "INTEGER", nullable: false),
                    OwnerId = table.Column<long>(type: "INTEGER", nullable: false),
                    DueAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    GivenAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    RemindedOf = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ClosedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ClosedById = table.Column<long>(type: "INTEGER", nullable: true),
                    Words = table.Column<string>(type: "TEXT", nullable: true),
                    WordsHtml = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FollowUp", x => x.Id);
                    table.ForeignKey(
                        name: "FK_FollowUp_Hotseats_HotseatId",
                        column: x => x.HotseatId,
                        principalTable: "Hotseats",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_FollowUp_People_ClosedById",
                        column: x => x.ClosedById,
                        principalTable: "People",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_FollowUp_People_OwnerId",
                        column: x => x.OwnerId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_FollowUp_Questions_QuestionId",
                        column: x => x.QuestionId,
                        principalTable: "Questions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "HelpReply",
                columns: table => new
                {
                    QuestionId = table.Column<long>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<long>(type: "INTEGER", nullable: false),
                    Verdict = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Words = table.Column<string>(type: "TEXT", maxLength: 1120, nullable: true),
                    Shuffle = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HelpReply", x => new { x.QuestionId, x.PersonId });
                    table.ForeignKey(
                        name: "FK_HelpReply_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_HelpReply_Questions_QuestionId",
                        column: x => x.QuestionId,
                        principalTable: "Questions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "HelpRequest",
                columns: table => new
                {
                    HotseatId = table.Column<long>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<long>(type: "INTEGER", nullable: false),
                    AskedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HelpRequest", x => new { x.HotseatId, x.PersonId });
                    table.ForeignKey(
                        name: "FK_HelpRequest_Hotseats_HotseatId",
                        column: x => x.HotseatId,
                        principalTable: "Hotseats",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_HelpRequest_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "HelpRound",
                columns: table => new
                {
                    HotseatId = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HelpRound", x => x.HotseatId);
                    table.ForeignKey(
                        name: "FK_HelpRound_Hotseats_HotseatId",
                        column: x => x.HotseatId,
                        principalTable: "Hotseats",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "HotseatPeak",
                columns: table => new
                {
                    HotseatId = table.Column<long>(type: "INTEGER", nullable: false),
                    Most = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HotseatPeak", x => x.HotseatId);
                    table.ForeignKey(
                        name: "FK_HotseatPeak_Hotseats_HotseatId",
                        column: x => x.HotseatId,
                        principalTable: "Hotseats",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "HotseatTopic",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PublicId = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    CommunityId = table.Column<long>(type: "INTEGER", nullable: false),
                    QuestionId = table.Column<long>(type: "INTEGER", nullable: true),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    Html = table.Column<string>(type: "TEXT", nullable: false),
                    AddedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    HotseatId = table.Column<long>(type: "INTEGER", nullable: true),
                    RemovedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HotseatTopic", x => x.Id);
                    table.ForeignKey(
                        name: "FK_HotseatTopic_Communities_CommunityId",
                        column: x => x.CommunityId,
                        principalTable: "Communities",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_HotseatTopic_Hotseats_HotseatId",
                        column: x => x.HotseatId,
                        principalTable: "Hotseats",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_HotseatTopic_Questions_QuestionId",
                        column: x => x.QuestionId,
                        principalTable: "Questions",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "Kits",
                columns: table => new
                {
                    HotseatId = table.Column<long>(type: "INTEGER", nullable: false),
                    PreparedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Seeds = table.Column<string>(type: "TEXT", nullable: false),
                    Invitation = table.Column<string>(type: "TEXT", nullable: false),
                    ThankYou = table.Column<string>(type: "TEXT", nullable: false),
                    ThankedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Kits", x => x.HotseatId);
                    table.ForeignKey(
                        name: "FK_Kits_Hotseats_HotseatId",
                        column: x => x.HotseatId,
                        principalTable: "Hotseats",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "LookUps",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    QuestionId = table.Column<long>(type: "INTEGER", nullable: false),
                    ById = table.Column<long>(type: "INTEGER", nullable: false),
                    Why = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LookUps", x => x.Id);
                    table.ForeignKey(
                        name: "FK_LookUps_People_ById",
                        column: x => x.ById,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_LookUps_Questions_QuestionId",
                        column: x => x.QuestionId,
                        principalTable: "Questions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "PlacedQuestions",
                columns: table => new
                {
                    QuestionId = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    ById = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PlacedQuestions", x => x.QuestionId);
                    table.ForeignKey(
                        name: "FK_PlacedQuestions_People_ById",
                        column: x => x.ById,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_PlacedQuestions_Questions_QuestionId",
                        column: x => x.QuestionId,
                        principalTable: "Questions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ReadingPlaces",
                columns: table => new
                {
                    HotseatId = table.Column<long>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<long>(type: "INTEGER", nullable: false),
                    UpTo = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Skipped = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReadingPlaces", x => new { x.HotseatId, x.PersonId });
                    table.ForeignKey(
                        name: "FK_ReadingPlaces_Hotseats_HotseatId",
                        column: x => x.HotseatId,
                        principalTable: "Hotseats",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_ReadingPlaces_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "StandbyAnswers",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PublicId = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    AnswererId = table.Column<long>(type: "INTEGER", nullable: false),
                    Topic = table.Column<string>(type: "TEXT", maxLength: 480, nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    QuestionId = table.Column<long>(type: "INTEGER", nullable: true),
                    WrittenAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StandbyAnswers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_StandbyAnswers_Answerers_AnswererId",
                        column: x => x.AnswererId,
                        principalTable: "Answerers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_StandbyAnswers_Questions_QuestionId",
                        column: x => x.QuestionId,
                        principalTable: "Questions",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "Summary",
                columns: table => new
                {
                    HotseatId = table.Column<long>(type: "INTEGER", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    Html = table.Column<string>(type: "TEXT", nullable: false),
                    PersonId = table.Column<long>(type: "INTEGER", nullable: false),
                    PublishedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Summary", x => new { x.HotseatId, x.Number });
                    table.ForeignKey(
                        name: "FK_Summary_Hotseats_HotseatId",
                        column: x => x.HotseatId,
                        principalTable: "Hotseats",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Summary_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Theme",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PublicId = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    CommunityId = table.Column<long>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 240, nullable: false),
                    NameKey = table.Column<string>(type: "TEXT", maxLength: 480, nullable: false),
                    Place = table.Column<int>(type: "INTEGER", nullable: false),
                    AddedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    RetiredAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Theme", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Theme_Communities_CommunityId",
                        column: x => x.CommunityId,
                        principalTable: "Communities",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "TopicVote",
                columns: table => new
                {
                    TopicId = table.Column<long>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TopicVote", x => new { x.TopicId, x.PersonId });
                    table.ForeignKey(
                        name: "FK_TopicVote_HotseatTopic_TopicId",
                        column: x => x.TopicId,
                        principalTable: "HotseatTopic",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_TopicVote_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "QuestionTheme",
                columns: table => new
                {
                    QuestionId = table.Column<long>(type: "INTEGER", nullable: false),
                    ThemeId = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_QuestionTheme", x => x.QuestionId);
                    table.ForeignKey(
                        name: "FK_QuestionTheme_Questions_QuestionId",
                        column: x => x.QuestionId,
                        principalTable: "Questions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_QuestionTheme_Theme_ThemeId",
                        column: x => x.ThemeId,
                        principalTable: "Theme",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Questions_AskedForById",
                table: "Questions",
                column: "AskedForById");

            migrationBuilder.CreateIndex(
                name: "IX_Hotseats_RehearsalOf",
                table: "Hotseats",
                column: "RehearsalOf",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Answerers_LinkHash",
                table: "Answerers",
                column: "LinkHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AnswerComments_AnswerId",
                table: "AnswerComments",
                column: "AnswerId");

            migrationBuilder.CreateIndex(
                name: "IX_AnswerComments_PersonId",
                table: "AnswerComments",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_AnswerComments_PublicId",
                table: "AnswerComments",
                column: "PublicId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AnswerRevisions_AnswerId_Version",
                table: "AnswerRevisions",
                columns: new[] { "AnswerId", "Version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AnswerThanks_PersonId",
                table: "AnswerThanks",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_AskRequests_HotseatId",
                table: "AskRequests",
                column: "HotseatId");

            migrationBuilder.CreateIndex(
                name: "IX_AskRequests_PersonId",
                table: "AskRequests",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_AskRequests_PublicId",
                table: "AskRequests",
                column: "PublicId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Attendance_PersonId",
                table: "Attendance",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Claims_AnswererId",
                table: "Claims",
                column: "AnswererId");

            migrationBuilder.CreateIndex(
                name: "IX_Claims_ById",
                table: "Claims",
                column: "ById");

            migrationBuilder.CreateIndex(
                name: "IX_Claims_QuestionId",
                table: "Claims",
                column: "QuestionId",
                unique: true,
                filter: "\"Until\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Clarifications_QuestionId",
                table: "Clarifications",
                column: "QuestionId");

            migrationBuilder.CreateIndex(
                name: "IX_FollowUp_ClosedAt_DueAt",
                table: "FollowUp",
                columns: new[] { "ClosedAt", "DueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_FollowUp_ClosedById",
                table: "FollowUp",
                column: "ClosedById");

            migrationBuilder.CreateIndex(
                name: "IX_FollowUp_HotseatId",
                table: "FollowUp",
                column: "HotseatId");

            migrationBuilder.CreateIndex(
                name: "IX_FollowUp_OwnerId",
                table: "FollowUp",
                column: "OwnerId");

            migrationBuilder.CreateIndex(
                name: "IX_FollowUp_PublicId",
                table: "FollowUp",
                column: "PublicId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_FollowUp_QuestionId",
                table: "FollowUp",
                column: "QuestionId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_HelpReply_PersonId",
                table: "HelpReply",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_HelpRequest_PersonId",
                table: "HelpRequest",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_HotseatTopic_CommunityId",
                table: "HotseatTopic",
                column: "CommunityId");

            migrationBuilder.CreateIndex(
                name: "IX_HotseatTopic_HotseatId",
                table: "HotseatTopic",
                column: "HotseatId");

            migrationBuilder.CreateIndex(
                name: "IX_HotseatTopic_PublicId",
                table: "HotseatTopic",
                column: "PublicId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_HotseatTopic_QuestionId",
                table: "HotseatTopic",
                column: "QuestionId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_LookUps_ById",
                table: "LookUps",
                column: "ById");

            migrationBuilder.CreateIndex(
                name: "IX_LookUps_QuestionId",
                table: "LookUps",
                column: "QuestionId");

            migrationBuilder.CreateIndex(
                name: "IX_PlacedQuestions_ById",
                table: "PlacedQuestions",
                column: "ById");

            migrationBuilder.CreateIndex(
                name: "IX_QuestionTheme_ThemeId",
                table: "QuestionTheme",
                column: "ThemeId");

            migrationBuilder.CreateIndex(
                name: "IX_ReadingPlaces_PersonId",
                table: "ReadingPlaces",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_StandbyAnswers_AnswererId",
                table: "StandbyAnswers",
                column: "AnswererId");

            migrationBuilder.CreateIndex(
                name: "IX_StandbyAnswers_PublicId",
                table: "StandbyAnswers",
                column: "PublicId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_StandbyAnswers_QuestionId",
                table: "StandbyAnswers",
                column: "QuestionId");

            migrationBuilder.CreateIndex(
                name: "IX_Summary_PersonId",
                table: "Summary",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Theme_CommunityId_NameKey",
                table: "Theme",
                columns: new[] { "CommunityId", "NameKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Theme_PublicId",
                table: "Theme",
                column: "PublicId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_TopicVote_PersonId",
                table: "TopicVote",
                column: "PersonId");

            migrationBuilder.AddForeignKey(
                name: "FK_Questions_People_AskedForById",
                table: "Questions",
                column: "AskedForById",
                principalTable: "People",
                principalColumn: "Id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Questions_People_AskedForById",
                table: "Questions");

            migrationBuilder.DropTable(
                name: "AnswerComments");

            migrationBuilder.DropTable(
                name: "AnswerRevisions");

            migrationBuilder.DropTable(
                name: "AnswerThanks");

            migrationBuilder.DropTable(
                name: "AskRequests");

            migrationBuilder.DropTable(
                name: "Attendance");

            migrationBuilder.DropTable(
                name: "Claims");

            migrationBuilder.DropTable(
                name: "Clarifications");

            migrationBuilder.DropTable(
                name: "FollowUp");

            migrationBuilder.DropTable(
                name: "HelpReply");

            migrationBuilder.DropTable(
                name: "HelpRequest");

            migrationBuilder.DropTable(
                name: "HelpRound");

            migrationBuilder.DropTable(
                name: "HotseatPeak");

            migrationBuilder.DropTable(
                name: "Kits");

            migrationBuilder.DropTable(
                name: "LookUps");

            migrationBuilder.DropTable(
                name: "PlacedQuestions");

            migrationBuilder.DropTable(
                name: "QuestionTheme");

            migrationBuilder.DropTable(
                name: "ReadingPlaces");

            migrationBuilder.DropTable(
                name: "StandbyAnswers");

            migrationBuilder.DropTable(
                name: "Summary");

            migrationBuilder.DropTable(
                name: "TopicVote");

            migrationBuilder.DropTable(
                name: "Theme");

            migrationBuilder.DropTable(
                name: "HotseatTopic");

            migrationBuilder.DropIndex(
                name: "IX_Questions_AskedForById",
                table: "Questions");

            migrationBuilder.DropIndex(
                name: "IX_Hotseats_RehearsalOf",
                table: "Hotseats");

            migrationBuilder.DropIndex(
                name: "IX_Answerers_LinkHash",
                table: "Answerers");

            migrationBuilder.DropColumn(
                name: "AskedForById",
                table: "Questions");

            migrationBuilder.DropColumn(
                name: "AwaitsSince",
                table: "Questions");

            migrationBuilder.DropColumn(
                name: "ClarifiedAt",
                table: "Questions");

            migrationBuilder.DropColumn(
                name: "MergedIntoId",
                table: "Questions");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "Questions");

            migrationBuilder.DropColumn(
                name: "GoodUntil",
                table: "Mails");

            migrationBuilder.DropColumn(
                name: "ApprovesFirst",
                table: "Hotseats");

            migrationBuilder.DropColumn(
                name: "Kind",
                table: "Hotseats");

            migrationBuilder.DropColumn(
                name: "NextId",
                table: "Hotseats");

            migrationBuilder.DropColumn(
                name: "RehearsalOf",
                table: "Hotseats");

            migrationBuilder.DropColumn(
                name: "AmendedAt",
                table: "Answers");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "Answers");

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
