namespace CommunityHub.Search;

/// A table whose changes bear on the index: which columns, and what is to be looked at again, by the number in one of them. Triggers
/// note it, so that nothing is missed, however it is written: by an operation, in bulk, by an erasure, or by whatever comes later.
sealed record SearchWatch(string Table, char What, string Column, string Of, string? When = null, bool OnlyUpdates = false)
{
    public const char Discussion = 'd', PostsOfDiscussion = 'D', Post = 'p', Community = 'c', Person = 'n',
        Hotseat = 'h', QuestionsOfHotseat = 'H', Question = 'q', Answer = 'a', Comment = 'k', ClosingWord = 'w';

    public static IReadOnlyList<SearchWatch> All { get; } =
    [
        new("Posts", Post, "Id", "Text RemovedAt PersonId DiscussionId Number"),
        new("Posts", Discussion, "DiscussionId", "Text RemovedAt PersonId DiscussionId Number", When: "\"Number\" = 1"),
        new("Discussions", Discussion, "Id", "Title Kind ThemeId CommunityId StarterId MarkedAnswer MergedIntoId"),
        new("Discussions", PostsOfDiscussion, "Id", "ThemeId CommunityId", OnlyUpdates: true),
        new("Hotseats", Hotseat, "Id", "Title About State RehearsalOf CommunityId StartsAt"),
        new("Hotseats", QuestionsOfHotseat, "Id", "State RehearsalOf CommunityId", OnlyUpdates: true),
        new("Answerers", Hotseat, "HotseatId", "PersonId Introduction RevokedAt"),
        new("Questions", Question, "Id", "Text AskedAt AppearsAt WithdrawnAt DeclinedAt AnsweredAt AwaitsSince MergedIntoId AskedForById HotseatId"),
        new("QuestionAskers", Question, "QuestionId", "PersonId Naming"),
        new("PlacedQuestions", Question, "QuestionId", "Kind"),
        new("QuestionTheme", Question, "QuestionId", "ThemeId"),
        new("Answers", Answer, "Id", "Text PersonId QuestionId"),
        new("Summary", Hotseat, "HotseatId", "Text"),
        new("AnswerComments", Comment, "Id", "Text RemovedAt PersonId AnswerId"),
        new("FollowUp", ClosingWord, "Id", "Words ClosedAt ClosedById QuestionId"),
        new("Communities", Community, "Id", "Name Purpose OpenedAt"),
        new("People", Person, "Id", "Name Organisation Kind ConfirmedAt"),
    ];

    public string Columns => string.Join(", ", Of.Split(' ').Select(column => $"\"{column}\""));

    public string Condition(string row) => When is null ? "TRUE" : $"{row}.{When}";
}
