using CommunityHub.Data;
using CommunityHub.Hotseats;
using CommunityHub.Live;
using CommunityHub.RateLimits;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Hotseats;

public sealed class CommentOnSqliteTests() : CommentTests(new SqliteTestDatabase());

[OnPostgres]
public sealed class CommentOnPostgresTests() : CommentTests(new PostgresTestDatabase());

/// What is said under an answer.
public abstract class CommentTests(TestDatabase database) : HotseatTest(database)
{
    HotseatComments Comments => Hub.Get<HotseatComments>();

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Members_and_guests_comment_under_an_answer_apart_from_the_queue()
    {
        var (id, answer) = await AnsweredAsync();
        await Comments.CommentAsync(Cast.Cy, answer, "We do **that** too.");
        await Comments.CommentAsync(Cast.Gus, answer, "Good to hear.");

        var room = (await Stage.Rooms.ReadAsync(Cast.Bo, id, Cancel))!;
        Assert.Equal([("Cy Morrow", "<p>We do <strong>that</strong> too.</p>"), ("Gus Hallam", "<p>Good to hear.</p>")], room.Talk.Of(answer).Comments.Select(c => (c.By, c.Html.Trim())));
        Assert.Single(room.Room.Questions);
    }

    [Fact]
    public async Task Whoever_asked_is_told_of_a_comment_and_so_is_whoever_answered()
    {
        var (_, answer) = await AnsweredAsync(Naming.Unnamed);
        await Comments.CommentAsync(Cast.Cy, answer, "We do that too.");
        await Comments.CommentAsync(Cast.Bo, answer, "So do we.");

        var told = await Hub.LookAsync(db => db.Notices.Where(n => n.Words.Contains("commented")).Select(n => n.PersonId).ToListAsync());
        Assert.Equal([Cast.Bo.PersonId!.Value, Cast.Gus.PersonId!.Value], told);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \u200b ")]
    public async Task An_empty_comment_is_refused(string words) =>
        Assert.Equal("Write your comment first.", await RefusedAsync(async () => await Comments.CommentAsync(Cast.Cy, (await AnsweredAsync()).Answer, words)));

    [Fact]
    public async Task A_comment_has_at_most_a_thousand_characters()
    {
        var (_, answer) = await AnsweredAsync();
        await Comments.CommentAsync(Cast.Cy, answer, new string('a', 1000));
        Assert.Contains("at most 1,000 characters", await RefusedAsync(() => Comments.CommentAsync(Cast.Cy, answer, new string('a', 1001))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sent_twice_it_is_one_comment()
    {
        var (_, answer) = await AnsweredAsync();
        Assert.Equal(await Comments.CommentAsync(Cast.Cy, answer, "So do we.", "k1"), await Comments.CommentAsync(Cast.Cy, answer, "So do we.", "k1"));
        Assert.Equal(1, await Hub.LookAsync(db => db.AnswerComments.CountAsync()));
    }

    [Theory]
    [InlineData("visitor")]
    [InlineData("dot")]
    [InlineData("fay")]
    [InlineData("ned")]
    [InlineData("eve")]
    [InlineData("xan")]
    public async Task Who_is_no_member_neither_comments_nor_thanks(string who)
    {
        var (id, answer) = await AnsweredAsync();
        var comment = await Comments.CommentAsync(Cast.Bo, answer, "So do we.");
        await RefusedAsync(() => Comments.CommentAsync(Cast.Named(who), answer, "Me as well."));
        await RefusedAsync(() => Comments.ThankAsync(Cast.Named(who), answer, true));
        await RefusedAsync(() => Comments.RemoveAsync(Cast.Named(who), comment));
        Assert.Equal((0, 1), ((await TalkAsync(id, answer)).Thanks, (await TalkAsync(id, answer)).Comments.Count));
    }

    [Fact]
    public async Task A_comment_is_taken_away_by_who_wrote_it_or_by_a_facilitator_who_is_in_the_log()
    {
        var (id, answer) = await AnsweredAsync();
        var (mine, other) = (await Comments.CommentAsync(Cast.Cy, answer, "Mine."), await Comments.CommentAsync(Cast.Cy, answer, "Unkind."));
        Assert.Contains("Only the person who wrote it", await RefusedAsync(() => Comments.RemoveAsync(Cast.Bo, mine)), StringComparison.Ordinal);

        await Comments.RemoveAsync(Cast.Cy, mine);
        await Comments.RemoveAsync(Cast.Ada, other);
        Assert.Empty((await TalkAsync(id, answer)).Comments);
        Assert.Equal(1, await Hub.LookAsync(db => db.Acts.CountAsync(a => a.Verb == "took away a comment of")));
    }

    [Fact]
    public async Task Thanks_count_once_a_person_and_can_be_taken_back()
    {
        var (id, answer) = await AnsweredAsync();
        await Comments.ThankAsync(Cast.Bo, answer, true);
        await Comments.ThankAsync(Cast.Bo, answer, true);
        await Comments.ThankAsync(Cast.Cy, answer, true);
        Assert.Equal(2, (await TalkAsync(id, answer)).Thanks);
        Assert.Contains("your own answer", await RefusedAsync(() => Comments.ThankAsync(Cast.Gus, answer, true)), StringComparison.Ordinal);

        await Comments.ThankAsync(Cast.Bo, answer, false);
        await Comments.ThankAsync(Cast.Bo, answer, false);
        Assert.Equal(1, (await TalkAsync(id, answer)).Thanks);
    }

    [Fact]
    public async Task Fifty_thanks_at_once_of_one_person_are_one()
    {
        var (id, answer) = await AnsweredAsync();
        var otherWrites = new HubWrites(Hub.Databases, Hub.Feed, Hub.Clock);
        var other = new HotseatComments(otherWrites, Hub.Get<Limits>());
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => (i % 2 == 0 ? Comments : other).ThankAsync(Cast.Bo, answer, true))));
        Assert.Equal(1, (await TalkAsync(id, answer)).Thanks);
    }

    [Fact]
    public async Task Neither_reads_the_whole_room_again()
    {
        var (id, answer) = await AnsweredAsync();
        var hotseat = (await Stage.LookAtAsync(id)).Id;
        var before = Hub.Feed.VersionOf(LiveTopic.Hotseat(hotseat));
        await Comments.ThankAsync(Cast.Bo, answer, true);
        await Comments.CommentAsync(Cast.Bo, answer, "So do we.");
        Assert.Equal(before, Hub.Feed.VersionOf(LiveTopic.Hotseat(hotseat)));
        Assert.Equal(2, Hub.Feed.VersionOf(LiveTopic.Talk(hotseat)));
    }

    [Fact]
    public async Task When_the_hotseat_is_over_it_stays_as_it_is()
    {
        var (id, answer) = await AnsweredAsync();
        await Stage.Sessions.WrapUpAsync(Cast.Ada, id);
        await Comments.CommentAsync(Cast.Cy, answer, "Just in time.");
        await Stage.Sessions.ArchiveAsync(Cast.Ada, id);

        Assert.Contains("is over", await RefusedAsync(() => Comments.CommentAsync(Cast.Cy, answer, "Too late.")), StringComparison.Ordinal);
        Assert.Contains("is over", await RefusedAsync(() => Comments.ThankAsync(Cast.Cy, answer, true)), StringComparison.Ordinal);
        Assert.Single((await TalkAsync(id, answer)).Comments);
    }

    async Task<AnswerTalk> TalkAsync(string id, string answer) => (await Stage.Rooms.ReadAsync(Cast.Ada, id, Cancel))!.Talk.Of(answer);

    async Task<(string Hotseat, string Answer)> AnsweredAsync(Naming naming = Naming.Named)
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        var question = await Stage.Questions.AskAsync(Cast.Bo, id, Stage.Words, null, naming);
        Hub.Clock.Pass(TimeSpan.FromSeconds(20));
        await Hub.Get<Appearances>().RingAsync(Cancel);
        return (id, await Stage.Questions.AnswerAsync(Cast.Gus, question, "With one page."));
    }
}
