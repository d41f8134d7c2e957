using CommunityHub.Hotseats;
using CommunityHub.Hotseats.Afterwards;
using CommunityHub.Search;
using CommunityHub.Tests.Hotseats;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Search;

public sealed class HotseatSearchOnSqliteTests() : HotseatSearchTests(new SqliteTestDatabase());

[OnPostgres]
public sealed class HotseatSearchOnPostgresTests() : HotseatSearchTests(new PostgresTestDatabase());

/// Hotseats, questions and answers: as far as the room shows them.
public abstract class HotseatSearchTests(TestDatabase database) : SearchTest(database)
{
    [Fact]
    public async Task A_hotseat_its_questions_and_their_answers_are_found_and_a_draft_is_not()
    {
        var draft = await Stage.DraftAsync();
        Assert.Empty(await WordsAsync(Cast.Ada, "ask gus"));
        await Stage.Sessions.AnnounceAsync(Cast.Ada, draft);
        await Stage.Sessions.GoLiveAsync(Cast.Ada, draft);
        var question = await Stage.AskAsync(Cast.Bo, draft, "What of prepaid cards?");
        var answer = await Stage.Questions.AnswerAsync(Cast.Gus, question, "They are *handy*.");

        Assert.Equal(["Hotseat: Ask Gus about direct payments"], await WordsAsync(Cast.Cy, "ask gus"));
        Assert.Equal(["Hotseat: Ask Gus about direct payments"], await WordsAsync(Cast.Cy, "hallam payments")); // the guest stands there by name
        var asked = Assert.Single((await FindAsync(Cast.Cy, "prepaid")).Results);
        Assert.Equal((SearchKind.Question, $"hotseats/{draft}#q-{question}", "Bo Lindqvist"), (asked.Kind, asked.Href, asked.By));
        var found = Assert.Single((await FindAsync(Cast.Cy, "handy")).Results);
        Assert.Equal((SearchKind.Answer, $"hotseats/{draft}/answers/{answer}", "Gus Hallam"), (found.Kind, found.Href, found.By));
        Assert.Empty(await WordsAsync(Cast.Ned, "prepaid"));
        Assert.Equal(1, (await FindAsync(Cast.Cy, new SearchAsk("prepaid") { Person = "Lindqvist" })).Count);
    }

    [Fact]
    public async Task A_question_without_a_name_carries_no_author_in_the_index_and_is_found_when_it_appears()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        foreach (var naming in new[] { Naming.Unnamed, Naming.ToFacilitators }) await Stage.Questions.AskAsync(Cast.Bo, id, $"What of {naming} cards?", naming: naming);
        Assert.Empty(await WordsAsync(Cast.Bo, "cards"));
        Hub.Clock.Pass(TimeSpan.FromMinutes(1));

        foreach (var reader in new[] { Cast.Cy, Cast.Ada, Cast.Bo })
        {
            var found = await FindAsync(reader, "cards");
            Assert.Equal(2, found.Count);
            Assert.All(found.Results, result => Assert.Null(result.By));
            Assert.Equal(0, (await FindAsync(reader, new SearchAsk("cards") { Person = "Lindqvist" })).Count);
        }
        var authors = await Hub.LookAsync(db => db.Database.SqlQueryRaw<int>("SELECT count(*) AS \"Value\" FROM hub_search WHERE kind = 4 AND author IS NOT NULL").SingleAsync());
        Assert.Equal(0, authors);
    }

    [Fact]
    public async Task A_comment_is_found_under_its_answer_until_it_is_taken_away()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        var answer = await Stage.Questions.AnswerAsync(Cast.Gus, await Stage.AskAsync(Cast.Bo, id, "What of prepaid cards?"), "They are handy.");
        var comment = await Hub.Get<HotseatComments>().CommentAsync(Cast.Cy, answer, "Ours were *galvanised*.");

        var found = Assert.Single((await FindAsync(Cast.Bo, "galvanised")).Results);
        Assert.Equal((SearchKind.Comment, $"hotseats/{id}/answers/{answer}#c-{comment}", "Cy Morrow"), (found.Kind, found.Href, found.By));
        Assert.Equal(1, (await FindAsync(Cast.Bo, new SearchAsk("galvanised") { Kind = SearchKind.Comment, Person = "Morrow" })).Count);
        Assert.Empty(await WordsAsync(Cast.Ned, "galvanised"));
        await Hub.Get<HotseatComments>().RemoveAsync(Cast.Ada, comment);
        Assert.Empty(await WordsAsync(Cast.Cy, "galvanised"));
    }

    [Fact]
    public async Task What_was_learnt_and_what_closed_a_question_is_found_and_a_summary_that_was_replaced_is_not()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        var question = await Stage.AskAsync(Cast.Bo, id, "What of prepaid cards?");
        await Stage.Sessions.WrapUpAsync(Cast.Ada, id);
        await Hub.Get<HotseatSummaries>().PublishAsync(Cast.Ada, id, "We learnt of **marmalade**.", 0);
        Assert.Equal(["Hotseat: Ask Gus about direct payments"], await WordsAsync(Cast.Bo, "marmalade"));
        Assert.Empty(await WordsAsync(Cast.Ned, "marmalade"));
        await Hub.Get<HotseatSummaries>().PublishAsync(Cast.Ada, id, "We learnt of jam.", 1);
        Assert.Empty(await WordsAsync(Cast.Bo, "marmalade"));

        await Hub.Get<FollowUps>().GiveAsync(Cast.Ada, id, [new FollowUpChoice(question, await Stage.IdOfAsync(Cast.Ada), Hub.Now.AddDays(9))]);
        var followUp = Assert.Single(await Hub.Get<FollowUpLists>().OfCommunityAsync(Cast.Ada, Cast.ByRequest, TestContext.Current.CancellationToken));
        await Hub.Get<FollowUps>().CloseAsync(Cast.Ada, id, followUp.Id, "Galvanised, in short.", isAnswer: false);
        var found = Assert.Single((await FindAsync(Cast.Cy, "galvanised")).Results);
        Assert.Equal((SearchKind.ClosingWord, $"hotseats/{id}#f-{followUp.Id}"), (found.Kind, found.Href));
        Assert.Empty(await WordsAsync(Cast.Ned, "galvanised"));
    }

    [Fact]
    public async Task What_waits_was_declined_taken_back_or_merged_is_not_found()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        var stays = await Stage.AskAsync(Cast.Bo, id, "What of prepaid cards?");
        var merged = await Stage.AskAsync(Cast.Cy, id, "And debit cards?");
        Assert.Equal(2, (await FindAsync(Cast.Bo, "cards")).Count);
        await Stage.Merges.MergeAsync(Cast.Ada, stays, [merged]);
        Assert.Empty(await WordsAsync(Cast.Bo, "debit"));
        await Stage.Merges.UndoAsync(Cast.Ada, merged);
        Assert.Single(await WordsAsync(Cast.Bo, "debit"));
        await Stage.Questions.DeclineAsync(Cast.Ada, merged, "Asked already.");
        Assert.Empty(await WordsAsync(Cast.Cy, "debit"));
        await Stage.Questions.WithdrawAsync(Cast.Bo, stays);
        Assert.Empty(await WordsAsync(Cast.Bo, "prepaid"));
        await Stage.Sessions.ApproveFirstAsync(Cast.Ada, id, true);
        var waits = await Stage.AskAsync(Cast.Bo, id, "What of vouchers?");
        Assert.Empty(await WordsAsync(Cast.Ada, "vouchers"));
        await Stage.Approvals.ApproveAsync(Cast.Ada, waits);
        Assert.Single(await WordsAsync(Cast.Cy, "vouchers"));
    }

    [Fact]
    public async Task Of_a_rehearsal_no_word_ever_stands_in_the_index()
    {
        var id = await Stage.HotseatAsync(HotseatState.Collecting);
        var rehearsal = await Hub.Get<Rehearsals>().StartAsync(Cast.Ada, id);
        var question = await Stage.AskAsync(Cast.Ada, rehearsal, "What of marmalade?");
        await Stage.Questions.AnswerAsync(Cast.Gus, question, "Perpendicular.");

        Assert.Empty(await WordsAsync(Cast.Ada, "marmalade"));
        Assert.Equal(1, (await FindAsync(Cast.Ada, "ask gus payments")).Count);
        var words = await Hub.LookAsync(db => db.Database.SqlQueryRaw<string>("SELECT title || words AS \"Value\" FROM hub_search").ToListAsync());
        Assert.DoesNotContain(words, one => one.Contains("marmalade", StringComparison.Ordinal) || one.Contains("Perpendicular", StringComparison.Ordinal));
    }
}
