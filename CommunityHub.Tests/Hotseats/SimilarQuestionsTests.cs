using CommunityHub.Hotseats;

namespace CommunityHub.Tests.Hotseats;

public sealed class SimilarQuestionsTests
{
    static readonly QuestionRow[] Room =
    [
        Row("Can you pay a family member who lives with you?"),
        Row("When is it all right to employ a relative?"),
        Row("What do you say to a family who are frightened of becoming an employer?"),
        Row("How do you help people who want a direct payment but cannot find a personal assistant?"),
        Row("Prepaid cards: have they cut the time you spend on checks, or only moved it?"),
        Row("How often do you review when nothing has changed?"),
        Row("Our finance team wants a receipt for everything. What did you agree instead?"),
        Row("Is a beginner’s question all right? What is the difference between a direct payment and an individual service fund?"),
        Row("Where should a small council start, if it has one person for all of this?"),
        Row("Who checks that a personal assistant is safe?"),
        Row("Do you let people bank what they do not spend?"),
        Row("What did it cost to start?"),
    ];

    [Theory]
    [InlineData("Is it possible to pay a member of the family living in the same house?", "Can you pay a family member")]
    [InlineData("are prepaid cards any faster to check", "Prepaid cards")]
    [InlineData("Do prepayed cards cut down the time for checks?", "Prepaid cards")]
    [InlineData("how often should I do reviews if nothing changed", "How often do you review")]
    [InlineData("Finance want receipts for every thing, what can we agree", "Our finance team")]
    [InlineData("We can't find personal assistants!", "How do you help people")]
    [InlineData("What’s the difference between direct payments and individual service funds?", "Is a beginner’s question")]
    [InlineData("Who checks personal assistants?", "Who checks that a personal")]
    [InlineData("what do you say to a frightened family", "What do you say to a family")]
    [InlineData("can unspent money be banked, do people bank what they don't spend", "Do you let people bank")]
    public void The_nearest_question_comes_first(string typed, string begins) =>
        Assert.StartsWith(begins, SimilarQuestions.Find(typed, Room).Select(q => q.Text).FirstOrDefault() ?? "(nothing)", StringComparison.Ordinal);

    [Theory]
    [InlineData("Which ramp fits a terraced house?")]
    [InlineData("Has anybody tried this with children who move to adult services?")]
    [InlineData("Who pays for the lift?")]
    [InlineData("What do you think?")]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("   ")]
    [InlineData("?!… 👍")]
    public void What_is_new_is_like_nothing(string? typed) => Assert.Empty(SimilarQuestions.Find(typed, Room));

    [Theory]
    [InlineData("How often do you review, when nothing has changed", true)]
    [InlineData("how often do you review when nothing changed??", true)]
    [InlineData("How often do you review?", false)]
    [InlineData("are prepaid cards any faster to check", false)]
    public void As_good_as_the_same_is_more_than_near(string typed, bool isSame) =>
        Assert.Equal(isSame, SimilarQuestions.Find(typed, Room, SimilarQuestions.Same).Count > 0);

    [Fact]
    public void At_most_three_are_shown_and_answered_ones_are_among_them()
    {
        var room = Enumerable.Range(0, 10).Select(i => Row($"Prepaid cards, number {i}: do they save time?", i == 4)).ToArray();
        Assert.Equal(3, SimilarQuestions.Find("Do prepaid cards save time?", room).Count);
        Assert.NotNull(Assert.Single(SimilarQuestions.Find("Prepaid cards, number 4: do they save time?", room, 0.95)).Answer);
    }

    [Fact]
    public void Long_and_odd_texts_are_borne()
    {
        var odd = string.Concat(Enumerable.Repeat("e\u0301\u200b\ud83d 😀 payment ", 5000));
        var room = Enumerable.Range(0, 600).Select(i => Row(i % 2 == 0 ? odd[..900] + i : $"Payment question {i}?")).ToArray();
        Assert.True(SimilarQuestions.Find(odd, room).Count <= 3);
        Assert.NotEmpty(SimilarQuestions.Find("Who makes a payment, and a question of payment?", room));
    }

    static QuestionRow Row(string text, bool isAnswered = false) =>
        new(PublicId.New(), text, "", default, "Bo", null, isAnswered ? new AnswerRow(PublicId.New(), "Yes.", "", default, "Gus") : null);
}
