using CommunityHub.Communities;
using CommunityHub.Live;
using CommunityHub.Moderation;
using CommunityHub.People;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Communities;

public sealed class RunningOnSqliteTests() : RunningTests(new SqliteTestDatabase());

[OnPostgres]
public sealed class RunningOnPostgresTests() : RunningTests(new PostgresTestDatabase());

/// Roles, suspensions, kinds and names: the drills of ACCEPTANCE E2 as far as the domain goes. Pages hear of each by the bell.
public abstract class RunningTests(TestDatabase database) : CommunityTests(database)
{
    /// Each act of power: allowed to Ada, its facilitator, refused to everybody else from the same set-up, and recorded.
    [Theory]
    [InlineData("visitor")]
    [InlineData("una")]
    [InlineData("ned")]
    [InlineData("cy")]
    [InlineData("bo")]
    [InlineData("gus")]
    [InlineData("eve")]
    [InlineData("xan")]
    [InlineData("fay")]
    [InlineData("dot")]
    [InlineData("ada")]
    public async Task Only_a_facilitator_runs_a_community(string who)
    {
        var (actor, community) = (Cast.Named(who), Cast.ByRequest);
        var (gus, cy, until) = (await IdOf(Cast.Gus), await IdOf(Cast.Cy), Hub.Now.AddDays(7));
        var acts = new Func<Task>[]
        {
            () => Facilitators.AddAsync(actor, community, gus),
            () => Facilitators.TakeAsync(actor, community, gus, "A break."),
            () => Facilitators.CoverAsync(actor, community, gus, Hub.Now, until),
            () => Suspensions.FromCommunityAsync(actor, community, cy, "Unkind words.", until),
            () => Members.RemoveAsync(actor, community, cy, "Changed jobs."),
            () => Administration.ChangeSettingsAsync(actor, community, "Hello.", "Say where you work.", true),
            () => Administration.DescribeAsync(actor, community, "Adult Care", "Purpose."),
            () => Administration.ChangeKindAsync(actor, community, CommunityKind.Private),
            () => Administration.ArchiveAsync(actor, community, "Done."),
            () => Administration.ReopenAsync(actor, community),
        };
        foreach (var act in acts)
        {
            var answer = await AnswerTo(act);
            Assert.Equal(who == "ada", answer == "");
        }
        Assert.Equal(who == "ada" ? acts.Length : 0, (await VerbsIn(community)).Count);
        Assert.Equal(who == "ada", await Hub.Get<ActLog>().OfCommunityAsync(actor, community, cancel: Stop) is not null);
        Assert.Equal(who == "ada", await Administration.ReadAsync(actor, community, Stop) is not null);
    }

    /// E2 R1, R20.
    [Fact]
    public async Task Who_is_removed_is_out_at_once_and_back_when_let_in_again()
    {
        await Rings(LiveTopic.CommunityRights(Cast.Private), () => Members.RemoveAsync(Cast.Ada, Cast.Private, IdOf(Cast.Bo).Result, "Changed jobs."));
        Assert.False(await Reads(Cast.Bo, Cast.Private));
        Assert.Null(await Hub.Get<CommunityReading>().FindAsync(Cast.Bo, await SlugOf(Cast.Private), Stop));
        Assert.Null(await Members.ListAsync(Cast.Bo, Cast.Private, cancel: Stop));

        await HasAccount(Cast.Bo, "bo@demo.test");
        await Invitations.InviteAsync(Cast.Ada, Cast.Private, "bo@demo.test");
        await Invitations.AcceptAsync(Cast.Bo, await Hub.LookAsync(db => db.Invitations.Select(i => i.PublicId).SingleAsync()));
        Assert.True(await Reads(Cast.Bo, Cast.Private));
    }

    /// E2 R2, R20.
    [Fact]
    public async Task Who_is_suspended_reads_nothing_until_it_ends_or_is_lifted()
    {
        await Rings(LiveTopic.PersonRights(Cast.Bo.PersonId!.Value), () => Suspensions.FromCommunityAsync(Cast.Ada, Cast.Open, IdOf(Cast.Bo).Result, "Unkind words.", Hub.Now.AddDays(7)));
        Assert.False(await Reads(Cast.Bo, Cast.Open));
        var view = (await Hub.Get<CommunityReading>().FindAsync(Cast.Bo, await SlugOf(Cast.Open), Stop))!;
        Assert.Equal("Unkind words.", view.Standing.Suspension!.Why);

        var row = (await Members.ListAsync(Cast.Ada, Cast.Open, "bo lindq", cancel: Stop))!.Members.Single();
        await Suspensions.LiftAsync(Cast.Ada, Cast.Open, row.SuspensionId);
        Assert.True(await Reads(Cast.Bo, Cast.Open));

        await Suspensions.FromCommunityAsync(Cast.Ada, Cast.Open, await IdOf(Cast.Bo), "Again.", Hub.Now.AddDays(7));
        var before = Hub.Now;
        Hub.Clock.Pass(TimeSpan.FromDays(7));
        await Rings(LiveTopic.PersonRights(Cast.Bo.PersonId.Value), () => Facilitators.CatchUpAsync(before));
        Assert.True(await Reads(Cast.Bo, Cast.Open));
    }

    [Fact]
    public async Task Nobody_else_learns_whom_the_facilitators_keep_out()
    {
        Assert.Null((await Members.ListAsync(Cast.Bo, Cast.ByRequest, cancel: Stop))!.Members.Single(m => m.Name == "Eve Calder").SuspendedUntil);
        Assert.NotNull((await Members.ListAsync(Cast.Ada, Cast.ByRequest, cancel: Stop))!.Members.Single(m => m.Name == "Eve Calder").SuspendedUntil);
    }

    [Fact]
    public async Task A_facilitator_is_not_suspended_or_removed_before_the_role_ends()
    {
        await Facilitators.AddAsync(Cast.Ada, Cast.Open, await IdOf(Cast.Bo));

        Assert.StartsWith("This person is a facilitator", await AnswerTo(() => Suspensions.FromCommunityAsync(Cast.Bo, Cast.Open, IdOf(Cast.Ada).Result, "Why not.", Hub.Now.AddDays(1))), StringComparison.Ordinal);
        Assert.StartsWith("This person is a facilitator", await AnswerTo(() => Members.RemoveAsync(Cast.Bo, Cast.Open, IdOf(Cast.Ada).Result, "Why not.")), StringComparison.Ordinal);
        Assert.StartsWith("Only the lead", await AnswerTo(() => Facilitators.TakeAsync(Cast.Bo, Cast.Open, IdOf(Cast.Ada).Result, "Why not.")), StringComparison.Ordinal);
    }

    /// E2 R3.
    [Fact]
    public async Task A_facilitator_who_steps_down_runs_nothing_any_more()
    {
        await Facilitators.AddAsync(Cast.Ada, Cast.Open, await IdOf(Cast.Bo));
        Assert.True(await Runs(Cast.Bo, Cast.Open));

        await Rings(LiveTopic.PersonRights(Cast.Bo.PersonId!.Value), () => Facilitators.StepDownAsync(Cast.Bo, Cast.Open));

        Assert.False(await Runs(Cast.Bo, Cast.Open));
        Assert.True(await Reads(Cast.Bo, Cast.Open));
        Assert.StartsWith("The lead cannot step down", await AnswerTo(() => Facilitators.StepDownAsync(Cast.Ada, Cast.Open)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_community_has_eight_facilitators_at_most()
    {
        var people = await Hub.Writes.DoAsync(async work =>
        {
            var more = Enumerable.Range(1, 8).Select(i => Person.Register($"Member {i}", "Europe/London", work.Now)).ToList();
            work.Db.AddRange(more);
            await work.Db.SaveChangesAsync();
            work.Db.AddRange(more.Select(p => Membership.Begin(Cast.Open, p.Id, work.Now)));
            return more.Select(p => p.PublicId).ToList();
        }, Stop);
        foreach (var person in people.Take(7)) await Facilitators.AddAsync(Cast.Ada, Cast.Open, person);

        Assert.StartsWith("A community has eight", await AnswerTo(() => Facilitators.AddAsync(Cast.Ada, Cast.Open, people[7])), StringComparison.Ordinal);
        Assert.StartsWith("A community has eight", await AnswerTo(() => Facilitators.CoverAsync(Cast.Ada, Cast.Open, people[7], Hub.Now, Hub.Now.AddDays(3))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Holiday_cover_begins_and_ends_by_its_dates_and_the_facilitators_own_community_follows()
    {
        var own = await HasFacilitatorsOwn();
        var (from, until) = (Hub.Now.AddDays(2), Hub.Now.AddDays(9));
        await Facilitators.CoverAsync(Cast.Ada, Cast.Open, await IdOf(Cast.Bo), from, until);
        Assert.Equal((false, false), (await Runs(Cast.Bo, Cast.Open), await IsIn(Cast.Bo, own)));

        var before = Hub.Now;
        Hub.Clock.MoveTo(from);
        await Rings(LiveTopic.PersonRights(Cast.Bo.PersonId!.Value), () => Facilitators.CatchUpAsync(before));
        Assert.Equal((true, true), (await Runs(Cast.Bo, Cast.Open), await IsIn(Cast.Bo, own)));

        before = Hub.Now;
        Hub.Clock.MoveTo(until);
        await Facilitators.CatchUpAsync(before);
        Assert.Equal((false, false), (await Runs(Cast.Bo, Cast.Open), await IsIn(Cast.Bo, own)));
    }

    [Fact]
    public async Task Being_in_the_facilitators_own_community_follows_the_role()
    {
        var own = await HasFacilitatorsOwn();

        await Facilitators.AddAsync(Cast.Ada, Cast.Open, await IdOf(Cast.Bo));
        Assert.True(await IsIn(Cast.Bo, own));
        Assert.NotEqual("", await AnswerTo(() => Members.LeaveAsync(Cast.Bo, own)));

        await Facilitators.StepDownAsync(Cast.Bo, Cast.Open);
        Assert.False(await IsIn(Cast.Bo, own));
    }

    /// E2 R5, R6.
    [Fact]
    public async Task When_a_community_closes_outsiders_see_less_at_once()
    {
        var (slug, reading) = (await SlugOf(Cast.Open), Hub.Get<CommunityReading>());
        await Rings(LiveTopic.CommunityRights(Cast.Open), () => Administration.ChangeKindAsync(Cast.Ada, Cast.Open, CommunityKind.ByRequest));
        Assert.False(await Reads(Cast.Ned, Cast.Open));
        Assert.NotNull(await reading.FindAsync(Cast.Ned, slug, Stop));

        await Administration.ChangeKindAsync(Cast.Ada, Cast.Open, CommunityKind.Private);
        Assert.Null(await reading.FindAsync(Cast.Ned, slug, Stop));
        Assert.Null(await reading.FindAsync(Actor.Visitor, slug, Stop));
        Assert.NotNull(await reading.FindAsync(Cast.Bo, slug, Stop));
        Assert.DoesNotContain((await Hub.Get<CommunityDirectory>().ListAsync(Cast.Ned, new DirectoryFilter(), Stop)).Communities, c => c.Id == Cast.Open);
    }

    [Fact]
    public async Task Requests_that_wait_are_let_in_when_a_community_opens()
    {
        await Requests.AskAsync(Cast.Ned, Cast.ByRequest, "I do this work.");
        await Administration.ChangeKindAsync(Cast.Ada, Cast.ByRequest, CommunityKind.Open);
        Assert.True(await IsIn(Cast.Ned, Cast.ByRequest));
    }

    [Fact]
    public async Task An_old_address_leads_to_the_new_one_for_who_may_know_it()
    {
        var (old, reading) = (await SlugOf(Cast.Private), Hub.Get<CommunityReading>());
        Assert.Equal("working-alone", await Administration.DescribeAsync(Cast.Ada, Cast.Private, "Working Alone", "Keeping each other safe."));

        var moved = (await reading.FindAsync(Cast.Bo, old, Stop))!;
        Assert.Equal((true, "working-alone"), (moved.IsMoved, moved.Card.Slug));
        Assert.Null(await reading.FindAsync(Cast.Ned, old, Stop));
        Assert.Null(await reading.FindAsync(Actor.Visitor, old, Stop));

        Assert.Equal(old, await Administration.DescribeAsync(Cast.Ada, Cast.Private, "Lone Worker Safety", "Keeping each other safe."));
        Assert.Equal(old, (await reading.FindAsync(Cast.Bo, "working-alone", Stop))!.Card.Slug);
    }

    /// ACCEPTANCE E1, O3 and P28.
    [Fact]
    public async Task A_hidden_communitys_name_is_taken_without_a_word()
    {
        await Proposals.ProposeAsync(Cast.Ned, "Lone Worker Safety", "Ours.", CommunityKind.Open);
        await Proposals.ProposeAsync(Cast.Fay, "Ｌone Worker Ѕafety", "Ours.", CommunityKind.Open);
        var proposal = (await Proposals.WaitingAsync(Cast.Dot, Stop))[0];
        await Proposals.OpenAsync(Cast.Dot, proposal.PublicId);

        var slug = await Hub.LookAsync(db => db.Communities.Where(c => c.PublicId == proposal.PublicId).Select(c => c.Slug).SingleAsync());
        Assert.StartsWith("lone-worker-safety-", slug, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Housing Repairs")]
    [InlineData("HOUSING  REPAIRS")]
    [InlineData("Ηousing Repaırs")]
    public async Task A_name_that_looks_like_a_known_one_is_refused(string name)
    {
        Assert.StartsWith("There is a community called “Housing Repairs” already.", await AnswerTo(() => Proposals.ProposeAsync(Cast.Ned, name, "Ours.", CommunityKind.Open)), StringComparison.Ordinal);
        Assert.StartsWith("There is a community called “Housing Repairs” already.", await AnswerTo(() => Administration.DescribeAsync(Cast.Ada, Cast.ByRequest, name, "Ours.")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_community_of_a_pages_name_gets_another_address()
    {
        await Proposals.ProposeAsync(Cast.Ned, "New", "For new people.", CommunityKind.Open);
        Assert.NotEqual("new", await Hub.LookAsync(db => db.Communities.Where(c => c.Name == "New").Select(c => c.Slug).SingleAsync()));
    }

    [Fact]
    public async Task An_administrator_opens_a_proposal_and_its_proposer_leads_it()
    {
        await Proposals.ProposeAsync(Cast.Ned, "Parish Clerks", "Clerks who do everything.", CommunityKind.ByRequest);
        Assert.Contains("Ned Marsh proposes a community: Parish Clerks", await NoticesOf(Cast.Dot));
        Assert.Null(await Hub.Get<CommunityReading>().FindAsync(Cast.Ned, "parish-clerks", Stop));
        var proposal = Assert.Single(await Proposals.WaitingAsync(Cast.Dot, Stop));
        foreach (var other in new[] { Actor.Visitor, Cast.Ned, Cast.Ada, Cast.Una })
        {
            Assert.NotEqual("", await AnswerTo(() => Proposals.OpenAsync(other, proposal.PublicId)));
            Assert.NotEqual("", await AnswerTo(() => Proposals.WaitingAsync(other, Stop)));
        }

        await Rings(LiveTopic.Directory, () => Proposals.OpenAsync(Cast.Dot, proposal.PublicId));

        var view = (await Hub.Get<CommunityReading>().FindAsync(Cast.Ned, "parish-clerks", Stop))!;
        Assert.True(view.Standing.IsLead);
        Assert.Equal([ActVerbs.Opened], await VerbsIn(view.Card.Id));
        Assert.False(await Reads(Cast.Dot, view.Card.Id));
    }

    [Fact]
    public async Task A_declined_proposal_says_why()
    {
        await Proposals.ProposeAsync(Cast.Ned, "Parish Clerks", "Clerks who do everything.", CommunityKind.Open);
        var proposal = Assert.Single(await Proposals.WaitingAsync(Cast.Dot, Stop));
        Assert.NotEqual("", await AnswerTo(() => Proposals.DeclineAsync(Cast.Dot, proposal.PublicId, "")));
        await Proposals.DeclineAsync(Cast.Dot, proposal.PublicId, "Small Councils does this.");

        Assert.Equal("Small Councils does this.", Assert.Single(await Proposals.MineAsync(Cast.Ned, Stop)).DeclinedWhy);
        Assert.Empty(await Proposals.WaitingAsync(Cast.Dot, Stop));
    }

    async Task<long> HasFacilitatorsOwn() => await Hub.Writes.DoAsync(async work =>
    {
        var own = Community.Propose("Facilitators", "Those who run communities.", CommunityKind.Private, Cast.Dot.PersonId!.Value, work.Now);
        own.Open(work.Now);
        own.BeTheFacilitatorsOwn();
        work.Db.Add(own);
        await work.Db.SaveChangesAsync();
        return own.Id;
    }, Stop);
}
