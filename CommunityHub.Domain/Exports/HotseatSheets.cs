using CommunityHub.Hotseats;
using CommunityHub.Hotseats.Afterwards;

namespace CommunityHub.Exports;

/// Hotseats and all that is said in them. Rehearsals, what was taken back, and questions that have not appeared yet are not there. Nothing
/// is in the order of a question's row number: it would tell who came when (docs/decisions/0009).
static class HotseatSheets
{
    const string Here = "h.\"CommunityId\" = @community AND h.\"RehearsalOf\" IS NULL";
    const string Seen = "q.\"WithdrawnAt\" IS NULL AND (q.\"AppearsAt\" IS NULL OR q.\"AppearsAt\" <= @now)";
    const string AsAsked = "h.\"StartsAt\", h.\"Id\", q.\"AskedAt\", q.\"Text\", q.\"PublicId\"";

    public static IEnumerable<Sheet> All { get; } =
    [
        new("hotseats", "Hotseats", $"FROM \"Hotseats\" t JOIN \"Hotseats\" h ON h.\"Id\" = t.\"Id\" WHERE {Here}", "h.\"StartsAt\", h.\"Id\"",
        [
            Field.Number, Field.PublicId, Field.Community, Field.Never("RehearsalOf"), .. Field.Values("Kind", "CreatedAt", "State", "StartsLocal", "Zone", "Minutes", "StartsAt", "EndsAt"),
            Field.Person("HostId"), Field.Line("Title", Hotseat.LongestTitle), Field.Words("About", Hotseat.LongestAbout), Field.Html("AboutHtml", of: "About"),
            .. Field.Values("QuestionsOpenAt", "HeldAt", "AnnouncedAt", "WentLiveAt", "WrappingUpSince", "ArchivedAt", "CancelledAt", "ApprovesFirst", "CalendarSequence"),
            Field.Words("CancelledWhy", Hotseat.LongestReason), Field.Link("AnsweringId", "questions"), Field.Link("NextId", "questions"),
            Field.Line("Announcement", Hotseat.LongestAnnouncement), Field.Line("AnnouncementBy", 60),
        ]),
        new("stateChanges", "StateChanges", OfHotseats("StateChanges"), "h.\"StartsAt\", h.\"Id\", t.\"Id\"",
            [Field.Number, Field.Link("HotseatId", "hotseats"), .. Field.Values("To", "At"), Field.Person("ById")]),
        new("answerers", "Answerers", OfHotseats("Answerers"), "h.\"StartsAt\", h.\"Id\", t.\"Id\"",
        [
            Field.Number, Field.Link("HotseatId", "hotseats"), Field.Person(), Field.Line("Introduction", Answerer.LongestIntroduction), new("Mail", FieldKind.Mail),
            Field.Never("LinkHash"), .. Field.Values("LinkSentAt", "OpenedAt", "RevokedAt"),
        ]),
        new("kits", "Kits", OfHotseats("Kits"), "h.\"StartsAt\", h.\"Id\"",
        [
            Field.Link("HotseatId", "hotseats"), .. Field.Values("PreparedAt", "ThankedAt"), Field.Words("Seeds", Kit.MostSeeds * (Question.LongestText + 1)),
            Field.Words("Invitation", Kit.LongestInvitation), Field.Words("ThankYou", Kit.LongestThankYou),
        ]),
        new("peaks", "HotseatPeak", OfHotseats("HotseatPeak"), "h.\"StartsAt\", h.\"Id\"", [Field.Link("HotseatId", "hotseats"), .. Field.Values("Most")]),
        new("helpRounds", "HelpRound", OfHotseats("HelpRound"), "h.\"StartsAt\", h.\"Id\"", [Field.Link("HotseatId", "hotseats"), .. Field.Values("At")]),
        new("reminders", "Reminders", OfHotseats("Reminders"), "h.\"StartsAt\", h.\"Id\", t.\"At\", t.\"Kind\"", [Field.Link("HotseatId", "hotseats"), .. Field.Values("Kind", "StartsAt", "At")]),
        new("signUps", "SignUps", OfHotseats("SignUps"), "h.\"StartsAt\", h.\"Id\", t.\"PersonId\"", [Field.Link("HotseatId", "hotseats"), Field.Person(), .. Field.Values("At")]),
        new("questions", "Questions", $"FROM \"Questions\" t JOIN \"Questions\" q ON q.\"Id\" = t.\"Id\" JOIN \"Hotseats\" h ON h.\"Id\" = t.\"HotseatId\" WHERE {Here} AND {Seen}", AsAsked,
        [
            Field.Number, Field.PublicId, Field.Link("HotseatId", "hotseats"), Field.Words("Text", Question.LongestText), Field.Html(), .. Field.Values("AskedAt", "AppearsAt"),
            Field.Person("AskedForById"), Field.Never("WithdrawnAt"), .. Field.Values("DeclinedAt"), Field.Person("DeclinedById"), Field.Words("DeclinedWhy", Hotseat.LongestReason),
            .. Field.Values("AnsweredAt", "AwaitsSince", "ClarifiedAt", "Version"), Field.Link("MergedIntoId", "questions"),
        ]),
        new("askers", AskerDoor.Table, $"{OfQuestions(AskerDoor.Table)} AND t.\"Naming\" = '{nameof(Naming.Named)}' AND {IsOpen}", AsAsked,
            [Field.Link("QuestionId", "questions"), Field.Person(), .. Field.Values("Naming")]),
        new("placedQuestions", "PlacedQuestions", OfQuestions("PlacedQuestions"), AsAsked, [Field.Link("QuestionId", "questions"), .. Field.Values("Kind", "At"), Field.Person("ById")]),
        new("clarifications", "Clarifications", $"{OfQuestions("Clarifications")} AND {IsOpen}", "t.\"At\", t.\"Id\"",
            [Field.Number, Field.Link("QuestionId", "questions"), Field.Words("Text", Question.LongestText), .. Field.Values("At"), Field.Person("ById")]),
        new("claims", "Claims", OfQuestions("Claims"), "t.\"From\", t.\"Id\"",
            [Field.Number, Field.Link("QuestionId", "questions"), Field.Link("AnswererId", "answerers"), Field.Person("ById"), .. Field.Values("From", "NowSince", "Until")]),
        new("answers", "Answers", OfQuestions("Answers"), "t.\"AnsweredAt\", t.\"Id\"",
        [
            Field.Number, Field.PublicId, Field.Link("QuestionId", "questions"), Field.Person(), Field.Words("Text", Answer.LongestText), Field.Html(), .. Field.Values("AnsweredAt", "AmendedAt", "Version"),
        ]),
        new("answerRevisions", "AnswerRevisions", OfAnswers("AnswerRevisions"), "a.\"AnsweredAt\", a.\"Id\", t.\"Version\"",
            [Field.Number, Field.Link("AnswerId", "answers"), .. Field.Values("Version", "WrittenAt", "IsHidden"), Field.Words("Text", Answer.LongestText), Field.Html()]),
        new("answerThanks", "AnswerThanks", OfAnswers("AnswerThanks"), "a.\"AnsweredAt\", a.\"Id\", t.\"PersonId\"", [Field.Link("AnswerId", "answers"), Field.Person(), .. Field.Values("At")]),
        new("comments", "AnswerComments", OfAnswers("AnswerComments"), "t.\"At\", t.\"Id\"",
        [
            Field.Number, Field.PublicId, Field.Link("AnswerId", "answers"), Field.Person(), Field.Words("Text", Comment.LongestText), Field.Html(), .. Field.Values("At", "RemovedAt"), Field.Person("RemovedById"),
        ]),
        new("votes", "Votes", $"{OfQuestions("Votes")} AND {IsOpen}", $"{AsAsked}, t.\"PersonId\"", [Field.Link("QuestionId", "questions"), Field.Person(), .. Field.Values("At")]),
        new("followUps", "FollowUp", OfQuestions("FollowUp"), $"t.\"GivenAt\", {AsAsked}",
        [
            Field.Number, Field.PublicId, Field.Link("HotseatId", "hotseats"), Field.Link("QuestionId", "questions"), Field.Person("OwnerId"), .. Field.Values("DueAt", "GivenAt", "RemindedOf", "ClosedAt"),
            Field.Person("ClosedById"), Field.Words("Words", FollowUp.LongestWords), Field.Html("WordsHtml", of: "Words"),
        ]),
        new("questionThemes", "QuestionTheme", OfQuestions("QuestionTheme"), AsAsked, [Field.Link("QuestionId", "questions"), Field.Link("ThemeId", "themes")]),
        new("summaries", "Summary", OfHotseats("Summary"), "h.\"StartsAt\", h.\"Id\", t.\"Number\"",
            [Field.Link("HotseatId", "hotseats"), .. Field.Values("Number", "PublishedAt"), Field.Words("Text", Summary.LongestText), Field.Html(), Field.Person()]),
        new("topics", "HotseatTopic", "FROM \"HotseatTopic\" t WHERE t.\"CommunityId\" = @community", "t.\"AddedAt\", t.\"Id\"",
        [
            Field.Number, Field.PublicId, Field.Community, Field.Link("QuestionId", "questions"), Field.Words("Text", Question.LongestText), Field.Html(), .. Field.Values("AddedAt", "RemovedAt"), Field.Link("HotseatId", "hotseats"),
        ]),
        new("topicVotes", "TopicVote", "FROM \"TopicVote\" t JOIN \"HotseatTopic\" o ON o.\"Id\" = t.\"TopicId\" WHERE o.\"CommunityId\" = @community AND (o.\"QuestionId\" IS NULL OR o.\"QuestionId\" NOT IN ({guarded}))",
            "o.\"AddedAt\", o.\"Id\", t.\"PersonId\"", [Field.Link("TopicId", "topics"), Field.Person(), .. Field.Values("At")]),
    ];

    const string IsOpen = "t.\"QuestionId\" NOT IN ({guarded})";

    static string OfHotseats(string table) => $"FROM \"{table}\" t JOIN \"Hotseats\" h ON h.\"Id\" = t.\"HotseatId\" WHERE {Here}";

    static string OfQuestions(string table) => $"FROM \"{table}\" t JOIN \"Questions\" q ON q.\"Id\" = t.\"QuestionId\" JOIN \"Hotseats\" h ON h.\"Id\" = q.\"HotseatId\" WHERE {Here} AND {Seen}";

    static string OfAnswers(string table) => $"FROM \"{table}\" t JOIN \"Answers\" a ON a.\"Id\" = t.\"AnswerId\" JOIN \"Questions\" q ON q.\"Id\" = a.\"QuestionId\" JOIN \"Hotseats\" h ON h.\"Id\" = q.\"HotseatId\" WHERE {Here} AND {Seen}";
}
