using CommunityHub.Communities;
using CommunityHub.Forums;
using CommunityHub.Live;
using CommunityHub.Moderation;
using CommunityHub.People;
using CommunityHub.Privacy;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Forums;

public sealed class UnnamedPostOnSqliteTests() : UnnamedPostTests(new SqliteTestDatabase());

[OnPostgres]
public sealed class UnnamedPostOnPostgresTests() : UnnamedPostTests(new PostgresTestDatabase());

/// Posts that show no name. Cy writes them, in the community by request.
public abstract class UnnamedPostTests(TestDatabase database) : ForumTest(database)
{
    const string Said = "I have been ill, and did not dare to say it.";
    static readonly TimeSpan ALittleTooEarly = TimeSpan.FromMilliseconds(4_999), LongEnough = TimeSpan.FromMilliseconds(20_000);

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_appears_5_to_20_seconds_late_under_no_name_and_says_the_minute_only()
    {
        var id = await AllowedAsync();
        Assert.Equal(0, await PostAsync(id));
        Assert.True(Assert.Single(await OwnHeldAsync(id)).IsOnItsWay);
        Hub.Clock.Pass(ALittleTooEarly);
        Assert.Equal(0, await AppearAsync());
        Assert.Single((await ViewAsync(Cast.Bo, id)).Posts);

        Hub.Clock.Pass(LongEnough - ALittleTooEarly);
        Assert.Equal(1, await AppearAsync());
        Assert.Equal(0, await AppearAsync());
        var post = (await ViewAsync(Cast.Bo, id)).Posts[1];
        Assert.Equal((Said, "A member", true, 0), (post.Text, post.By, post.IsUnnamed, post.At.Second));
        Assert.Empty(await OwnHeldAsync(id));
        Assert.Equal(0, await Hub.LookAsync(db => db.HeldPosts.CountAsync(Cancel)));
        Assert.Equal([$"A member wrote in “Assessments by phone”: {Said}"], await NoticesOfAsync(Cast.Bo));
        Assert.Empty(await NoticesOfAsync(Cast.Cy));
    }

    [Fact]
    public async Task Nobody_hears_a_bell_when_it_is_sent()
    {
        var id = await AllowedAsync();
        var view = await ViewAsync(Cast.Bo, id);
        var topics = DiscussionView.TopicsOf(view.DiscussionId, Cast.ByRequest).Append(LiveTopic.Forum(Cast.ByRequest)).Append(LiveTopic.Moderation(Cast.ByRequest)).ToList();
        var before = topics.ConvertAll(Hub.Feed.VersionOf);

        await PostAsync(id);
        Assert.Equal(before, topics.ConvertAll(Hub.Feed.VersionOf));
        Hub.Clock.Pass(LongEnough);
        await AppearAsync();
        Assert.NotEqual(before, topics.ConvertAll(Hub.Feed.VersionOf));
    }

    [Fact]
    public async Task No_row_of_the_forum_but_the_hidden_one_knows_who_wrote_it()
    {
        var id = await AppearedAsync();
        await Posts.EditAsync(Cast.Cy, id, 2, $"{Said} Now I do.", 0);
        var discussion = await StartUnnamedAsync("Another one");
        await Discussions.MarkAnswerAsync(Cast.Cy, discussion, await Posts.PostAsync(Cast.Bo, discussion, "A reply."));
        await Posts.RemoveAsync(Cast.Cy, id, 2, null);

        var (me, name) = (Cast.Cy.PersonId!.Value, "Cy Morrow");
        Assert.Equal(0, await Hub.LookAsync(async db =>
            await db.Posts.CountAsync(p => p.PersonId == me || p.RemovedById == me, Cancel) + await db.PostRevisions.CountAsync(r => r.ById == me, Cancel)
            + await db.Discussions.CountAsync(d => d.StarterId == me || d.MarkedById == me, Cancel) + await db.Acts.CountAsync(a => a.ActorId == me || a.OnPersonId == me, Cancel)
            + await db.Notices.CountAsync(n => n.Words.Contains(name), Cancel) + await db.Mails.CountAsync(m => m.Text.Contains(name), Cancel)));
        var view = await ViewAsync(Cast.Ada, discussion);
        Assert.Equal(("A member", "A member"), (view.Face.StartedBy, view.Face.MarkedBy));
        Assert.Equal("A member", (await ViewAsync(Cast.Ada, id)).Posts[1].RemovedBy);
        Assert.Equal(2, await Hub.LookAsync(db => db.PostWriters.CountAsync(w => w.PersonId == me, Cancel)));
    }

    [Fact]
    public async Task Its_writer_has_every_right_of_a_writer_and_nobody_else_has()
    {
        var id = await AppearedAsync();
        var mine = await Reading.ReadMineAsync(Cast.Cy, await ViewAsync(Cast.Cy, id), Cancel);
        Assert.Equal([2], mine.Own);
        Assert.Empty((await Reading.ReadMineAsync(Cast.Gus, await ViewAsync(Cast.Gus, id), Cancel)).Own);
        Assert.Equal(Said, (await Hub.Get<PostHistories>().ReadToEditAsync(Cast.Cy, id, 2, Cancel))!.Text);
        Assert.Null(await Hub.Get<PostHistories>().ReadToEditAsync(Cast.Ada, id, 2, Cancel));
        Assert.Equal("Only who wrote a post can edit it.", await RefusedAsync(() => Posts.EditAsync(Cast.Gus, id, 2, "Mine now", 0)));
        Assert.StartsWith("This is your own post.", await RefusedAsync(() => Posts.ThankAsync(Cast.Cy, id, 2, true)), StringComparison.Ordinal);
        Assert.StartsWith("This is your own post.", await RefusedAsync(() => Hub.Get<PostReports>().ReportAsync(Cast.Cy, id, 2, ReportReason.Other, "Look")), StringComparison.Ordinal);

        await Posts.RemoveAsync(Cast.Cy, id, 2, null);
        await Posts.RestoreAsync(Cast.Cy, id, 2);
        Assert.False((await ViewAsync(Cast.Bo, id)).Posts[1].IsRemoved);

        var discussion = await StartUnnamedAsync("My own");
        Assert.True((await Reading.ReadMineAsync(Cast.Cy, await ViewAsync(Cast.Cy, discussion), Cancel)).IsStarter);
        Assert.False((await Reading.ReadMineAsync(Cast.Gus, await ViewAsync(Cast.Gus, discussion), Cancel)).IsStarter);
        await Discussions.ChangeAsync(Cast.Cy, discussion, "My own, said better", DiscussionKind.Question, null);
        await Assert.ThrowsAsync<RefusedException>(() => Discussions.ChangeAsync(Cast.Gus, discussion, "Theirs", DiscussionKind.Question, null));
    }

    [Fact]
    public async Task What_becomes_of_it_is_told_to_its_writer_and_a_moderator_sees_no_name()
    {
        var id = await AppearedAsync();
        await Hub.Get<PostReports>().ReportAsync(Cast.Gus, id, 2, ReportReason.Other, "Please look");
        var queue = (await Hub.Get<ModerationReading>().ReadAsync(Cast.Ada, Cast.ByRequest, Cancel))!;
        Assert.Equal("A member", Assert.Single(queue.Reported).By);
        await Hub.Get<PostReports>().DecideAsync(Cast.Ada, id, 2, ReportOutcome.Warned, "Shall we talk?");
        await Following.MarkReadAsync(Cast.Cy, id, 2);
        await Posts.PostAsync(Cast.Bo, id, "Thank you for saying it.");

        Assert.Equal(
            ["A facilitator asks you about your post in “Assessments by phone”: Shall we talk?", "Bo Lindqvist wrote in “Assessments by phone”: Thank you for saying it."],
            await NoticesOfAsync(Cast.Cy));
    }

    [Fact]
    public async Task Where_first_posts_are_looked_at_it_waits_without_a_name()
    {
        var id = await AllowedAsync(holdFirstPosts: true);
        await PostAsync(id);
        Hub.Clock.Pass(LongEnough);
        Assert.Equal(0, await AppearAsync());
        var held = Assert.Single((await Hub.Get<ModerationReading>().ReadAsync(Cast.Ada, Cast.ByRequest, Cancel))!.Held);
        Assert.Equal((ModerationReading.Unnamed, Person.UnnamedId, HoldReason.Unnamed), (held.By, held.ByKey, held.Reason)); // "their first post" would say who, in a small community
        Assert.Null(held.At);

        await Hub.Get<HeldPosts>().ReleaseAsync(Cast.Ada, Cast.ByRequest, held.Id);
        Assert.Equal("A member", (await ViewAsync(Cast.Bo, id)).Posts[1].By);
        Assert.Equal(["Your post in “Assessments by phone” is in."], await NoticesOfAsync(Cast.Cy));
        Assert.Equal(0, await Hub.LookAsync(db => db.Acts.CountAsync(a => a.OnPersonId == Cast.Cy.PersonId, Cancel)));
    }

    [Fact]
    public async Task Locked_meanwhile_it_comes_back_to_its_writer_with_the_words()
    {
        var id = await AllowedAsync();
        await PostAsync(id);
        await Discussions.LockAsync(Cast.Ada, id, isLocked: true);
        Hub.Clock.Pass(LongEnough);
        await AppearAsync();

        Assert.Single((await ViewAsync(Cast.Bo, id)).Posts);
        var back = Assert.Single(await OwnHeldAsync(id));
        Assert.Equal((Said, false), (back.Text, back.IsOnItsWay));
        Assert.StartsWith("It could not appear.", back.Words, StringComparison.Ordinal);
        Assert.StartsWith("Your post in “Assessments by phone” came back to you.", Assert.Single(await NoticesOfAsync(Cast.Cy)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CommunityKind.Open, true)]
    [InlineData(CommunityKind.ByRequest, false)]
    [InlineData(CommunityKind.Private, false)]
    public async Task Only_where_facilitators_allow_it_and_strangers_cannot_read(CommunityKind kind, bool isAllowed)
    {
        var community = Cast.Of(kind);
        var id = await StartAsync(community, by: Cast.Bo);
        await Hub.Get<CommunityAdministration>().ChangePostingAsync(Cast.Ada, community, false, "", isAllowed);
        Assert.Equal("Posts in this community show their writer’s name. What you typed is kept.", await RefusedAsync(() => Posts.PostAsync(Cast.Gus, id, Said, isUnnamed: true)));
        await Assert.ThrowsAsync<RefusedException>(async () => await Discussions.StartAsync(Cast.Gus, await SlugAsync(community), new DiscussionForm(DiscussionKind.Talk, "A", Said, IsUnnamed: true)));
    }

    [Fact]
    public async Task Nobody_is_shown_as_typing_there()
    {
        var id = await AllowedAsync();
        await Hub.Get<CommunityHub.Drafts.DraftKeeping>().KeepAsync(Cast.Cy, DiscussionPlaces.Reply(id), "I have", 0, Cancel);
        Assert.Empty(await Hub.Get<Typing>().InAsync((await ViewAsync(Cast.Bo, id)).DiscussionId));
    }

    [Fact]
    public async Task A_look_up_for_safety_tells_the_name_once_and_its_writer_who_looked()
    {
        var (id, looks) = (await AppearedAsync(), Hub.Get<WriterLookUps>());
        Assert.Null(await looks.FindAsync(Cast.Gus, id, 2, Cancel));
        Assert.Null(await looks.FindAsync(Cast.Ada, id, 1, Cancel)); // it shows its name
        Assert.Null(await looks.FindAsync(Cast.Fay, id, 2, Cancel));
        Assert.Equal(0, (await looks.FindAsync(Cast.Ada, id, 2, Cancel))!.LookedUp);
        await Assert.ThrowsAsync<RefusedException>(() => looks.LookUpAsync(Cast.Gus, id, 2, "Curious"));
        Assert.Equal("Say why. The person who wrote it will read it.", await RefusedAsync(() => looks.LookUpAsync(Cast.Ada, id, 2, " ")));

        var found = await looks.LookUpAsync(Cast.Ada, id, 2, "I fear for them.", "key");
        await looks.LookUpAsync(Cast.Ada, id, 2, "I fear for them.", "key");
        Assert.Equal(("Cy Morrow", true), (found!.Name, found.IsMember));
        Assert.Equal(["Ada Osei looked up that you wrote a post without your name in “Assessments by phone”. Their reason: I fear for them."], await NoticesOfAsync(Cast.Cy));
        Assert.Equal("I fear for them.", Assert.Single(await looks.OwnAsync(Cast.Cy, await ViewAsync(Cast.Cy, id), Cancel)).Why);
        Assert.Empty(await looks.OwnAsync(Cast.Bo, await ViewAsync(Cast.Bo, id), Cancel));
        var act = await Hub.LookAsync(db => db.Acts.SingleAsync(a => a.Verb == WriterLookUps.Verb, Cancel));
        Assert.Equal((null, "“Assessments by phone”, post 2"), (act.OnPersonId, act.OnWhat));
    }

    [Fact]
    public async Task Erased_nobody_is_behind_it_any_more_and_with_words_the_words_go()
    {
        var id = await AppearedAsync();
        await EraseAsync(Cast.Cy);
        Assert.Equal(0, await Hub.LookAsync(db => db.PostWriters.CountAsync(Cancel)));
        Assert.Equal(Said, (await ViewAsync(Cast.Bo, id)).Posts[1].Text);
        Assert.Null(await Hub.Get<WriterLookUps>().LookUpAsync(Cast.Ada, id, 2, "I fear for them."));

        await Posts.PostAsync(Cast.Gus, id, "Gus’s secret.", isUnnamed: true);
        Hub.Clock.Pass(LongEnough);
        await AppearAsync();
        var gus = await Hub.LookAsync(db => db.People.Where(p => p.Id == Cast.Gus.PersonId).Select(p => p.PublicId).SingleAsync(Cancel));
        await Hub.Get<Erasures>().EraseAsync(Cast.Dot, gus, "They asked.", withWords: true);
        Assert.DoesNotContain("secret", (await ViewAsync(Cast.Bo, id)).Posts[2].Text, StringComparison.Ordinal);
    }

    async Task<string> AllowedAsync(bool holdFirstPosts = false)
    {
        var id = await StartAsync();
        await Hub.Get<CommunityAdministration>().ChangePostingAsync(Cast.Ada, Cast.ByRequest, holdFirstPosts, "", allowUnnamedPosts: true);
        return id;
    }

    async Task<string> AppearedAsync()
    {
        var id = await AllowedAsync();
        await PostAsync(id);
        Hub.Clock.Pass(LongEnough);
        await AppearAsync();
        return id;
    }

    async Task<string> StartUnnamedAsync(string title)
    {
        Assert.Equal("", await Discussions.StartAsync(Cast.Cy, await SlugAsync(Cast.ByRequest), new DiscussionForm(DiscussionKind.Question, title, Said, IsUnnamed: true)));
        Hub.Clock.Pass(LongEnough);
        await AppearAsync();
        return await Hub.LookAsync(db => db.Discussions.Where(d => d.Title == title).Select(d => d.PublicId).SingleAsync(Cancel));
    }

    Task<int> PostAsync(string id) => Posts.PostAsync(Cast.Cy, id, Said, isUnnamed: true);

    Task<int> AppearAsync() => Hub.Get<UnnamedPosts>().AppearAsync(Cancel);

    Task<IReadOnlyList<OwnHeldPost>> OwnHeldAsync(string id) => Hub.Get<HeldPosts>().OwnAsync(Cast.Cy, Cast.ByRequest, id, Cancel);
}
