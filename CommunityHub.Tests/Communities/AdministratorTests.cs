using CommunityHub.Communities;
using CommunityHub.Home;
using CommunityHub.Live;
using CommunityHub.Moderation;
using CommunityHub.People;
using CommunityHub.Privacy;
using CommunityHub.Tests.Support;

namespace CommunityHub.Tests.Communities;

public sealed class AdministratorOnSqliteTests() : AdministratorTests(new SqliteTestDatabase());

[OnPostgres]
public sealed class AdministratorOnPostgresTests() : AdministratorTests(new PostgresTestDatabase());

public abstract class AdministratorTests(TestDatabase database) : CommunityTests(database)
{
    AdministratorEntry Entry => Hub.Get<AdministratorEntry>();
    PeopleRegister People => Hub.Get<PeopleRegister>();

    [Theory]
    [InlineData("visitor")]
    [InlineData("una")]
    [InlineData("ned")]
    [InlineData("bo")]
    [InlineData("ada")]
    [InlineData("eve")]
    [InlineData("dot")]
    public async Task Only_an_administrator_runs_the_site(string who)
    {
        var (actor, bo, closed) = (Cast.Named(who), await IdOf(Cast.Fay), await IdOf(Cast.Private));
        foreach (var act in new Func<Task>[]
        {
            () => Entry.EnterAsync(actor, closed, "A report of harm."),
            () => Hub.Get<CommunityRegister>().ListAsync(actor, cancel: Stop),
            () => Hub.Get<ActLog>().OfSiteAsync(actor, cancel: Stop),
            () => People.FindAsync(actor, cancel: Stop),
            () => Suspensions.FromSiteAsync(actor, bo, "Threats.", Hub.Now.AddDays(3)),
            () => Suspensions.LiftFromSiteAsync(actor, bo),
            () => People.MakeAdministratorAsync(actor, bo),
            () => People.UnmakeAdministratorAsync(actor, bo),
        })
        {
            Assert.Equal(who == "dot", await AnswerTo(act) == "");
        }
        Assert.Equal(who == "dot" ? 5 : 0, (await VerbsIn(null)).Count);
    }

    [Fact]
    public async Task The_log_of_the_site_narrows_by_person_by_what_and_by_day_and_pages_by_key()
    {
        var (log, bo, fay) = (Hub.Get<ActLog>(), await IdOf(Cast.Bo), await IdOf(Cast.Fay));
        var start = Hub.Now;
        await People.MakeAdministratorAsync(Cast.Dot, fay);
        Hub.Clock.Pass(TimeSpan.FromDays(2));
        for (var i = 0; i < 30; i++)
        {
            await Suspensions.FromSiteAsync(Cast.Dot, bo, $"Threats, {i}.", Hub.Now.AddDays(3));
            await Suspensions.LiftFromSiteAsync(Cast.Dot, bo);
        }

        async Task<ActList> FindAsync(ActFilter filter, long? before = null) => await log.OfSiteAsync(Cast.Dot, before, filter, Stop);
        var lifted = await FindAsync(new(Verb: ActVerbs.LiftedFromSite));
        Assert.Equal(30, lifted.Acts.Count);
        Assert.All(lifted.Acts, act => Assert.Equal(ActVerbs.LiftedFromSite, act.Verb));
        Assert.Equal([ActVerbs.MadeAdministrator], (await FindAsync(new(Person: "fay"))).Acts.Select(act => act.Verb));
        Assert.Equal([ActVerbs.MadeAdministrator], (await FindAsync(new(Until: start.AddDays(1)))).Acts.Select(act => act.Verb));
        Assert.Empty((await FindAsync(new(Person: "fay", From: start.AddDays(1)))).Acts);

        var first = await FindAsync(new(From: start.AddDays(1)));
        var second = await FindAsync(new(From: start.AddDays(1)), first.Next);
        Assert.Equal((ActLog.PageLength, 10, null), (first.Acts.Count, second.Acts.Count, second.Next));
        Assert.Empty(first.Acts.Select(act => act.Id).Intersect(second.Acts.Select(act => act.Id)));
        await Assert.ThrowsAsync<RefusedException>(() => log.OfSiteAsync(Cast.Ada, null, new(Person: "fay"), Stop));
    }

    [Fact]
    public async Task An_entry_into_a_closed_community_needs_a_reason_and_its_facilitators_see_it()
    {
        var closed = await IdOf(Cast.Private);
        Assert.NotEqual("", await AnswerTo(() => Entry.EnterAsync(Cast.Dot, closed, " ")));
        Assert.False(await Reads(Cast.Dot, Cast.Private));

        await Entry.EnterAsync(Cast.Dot, closed, "A report of harm.");

        Assert.True(await Reads(Cast.Dot, Cast.Private));
        Assert.Contains("Dot Ashdown, an administrator, went into Lone Worker Safety: A report of harm.", await NoticesOf(Cast.Ada));
        var act = (await Hub.Get<ActLog>().OfCommunityAsync(Cast.Ada, Cast.Private, cancel: Stop))!.Acts[0];
        Assert.Equal(("Dot Ashdown", ActVerbs.Entered, "A report of harm."), (act.By, act.Verb, act.Why));
        Assert.NotEqual("", await AnswerTo(() => Members.RemoveAsync(Cast.Dot, Cast.Private, IdOf(Cast.Bo).Result, "Because.")));

        var before = Hub.Now;
        Hub.Clock.Pass(RecordedEntry.Lasts);
        await Rings(LiveTopic.CommunityRights(Cast.Private), () => Facilitators.CatchUpAsync(before));
        Assert.False(await Reads(Cast.Dot, Cast.Private));
    }

    /// E2 R4: what was entered closes with the rights.
    [Fact]
    public async Task Who_is_no_administrator_any_more_is_out_at_once()
    {
        await People.MakeAdministratorAsync(Cast.Dot, await IdOf(Cast.Fay));
        await Entry.EnterAsync(Cast.Fay, await IdOf(Cast.Private), "A report of harm.");
        Assert.True(await Reads(Cast.Fay, Cast.Private));

        await Rings(LiveTopic.PersonRights(Cast.Fay.PersonId!.Value), () => People.UnmakeAdministratorAsync(Cast.Dot, IdOf(Cast.Fay).Result));

        Assert.False(await Reads(Cast.Fay, Cast.Private));
        Assert.Equal("Only an administrator can do that.", await AnswerTo(() => People.FindAsync(Cast.Fay, cancel: Stop)));
        Assert.StartsWith("A site needs an administrator", await AnswerTo(() => People.UnmakeAdministratorAsync(Cast.Dot, IdOf(Cast.Dot).Result)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_suspended_from_the_site_reads_nothing_and_is_back_when_it_is_lifted()
    {
        await Rings(LiveTopic.CommunityRights(Cast.Private), () => Suspensions.FromSiteAsync(Cast.Dot, IdOf(Cast.Bo).Result, "Threats.", Hub.Now.AddDays(3)));
        Assert.False(await Reads(Cast.Bo, Cast.Open));
        Assert.Equal("Threats.", (await Hub.Get<FrontDesk>().ReadAsync(Cast.Bo, Stop)).Reader.Suspension!.Why);
        Assert.Empty((await Hub.Get<CommunityDirectory>().ListAsync(Cast.Bo, new DirectoryFilter(), Stop)).Communities);
        Assert.StartsWith("You are suspended", await AnswerTo(() => Members.LeaveAsync(Cast.Bo, Cast.Open)), StringComparison.Ordinal);

        await Suspensions.LiftFromSiteAsync(Cast.Dot, await IdOf(Cast.Bo));
        Assert.True(await Reads(Cast.Bo, Cast.Private));
    }

    [Fact]
    public async Task People_are_found_by_a_part_of_the_name_or_of_the_mail_address()
    {
        await HasAccount(Cast.Ned, "n.marsh@tarnbrook.test");

        Assert.Equal("Ned Marsh", Assert.Single((await People.FindAsync(Cast.Dot, "TARNBROOK", cancel: Stop)).People).Name);
        Assert.Equal("Bo Lindqvist", Assert.Single((await People.FindAsync(Cast.Dot, "lindqvist", cancel: Stop)).People).Name);
        Assert.Empty((await People.FindAsync(Cast.Dot, "%", cancel: Stop)).People);
    }

    /// G5.
    [Fact]
    public async Task Whom_an_administrator_looks_up_reads_that_in_their_own_data()
    {
        await HasAccount(Cast.Ned, "n.marsh@tarnbrook.test");
        for (var times = 0; times < 3; times++) await People.FindAsync(Cast.Dot, "marsh", cancel: Stop);
        await People.FindAsync(Cast.Dot, "nobody of that name", cancel: Stop);

        Assert.Equal(["Ned Marsh"], await LooksAsync(ActVerbs.LookedUp));
        Hub.Clock.Pass(TimeSpan.FromHours(1));
        await People.FindAsync(Cast.Dot, "n.marsh@", cancel: Stop);
        Assert.Equal(["Ned Marsh", "Ned Marsh"], await LooksAsync(ActVerbs.LookedUp));
        Assert.Empty(await LooksAsync(ActVerbs.LookedThrough));
        var own = await Hub.LookAsync(async db => await OwnData.ReadAsync(db, await Reader.ReadAsync(db, Cast.Ned, Hub.Now, Stop)));
        Assert.Contains(ActVerbs.LookedUp, own.ToJson(), StringComparison.Ordinal);
    }

    /// G5.
    [Fact]
    public async Task Who_looks_through_all_people_is_in_the_log_once_in_an_hour()
    {
        for (var times = 0; times < 3; times++) await People.FindAsync(Cast.Dot, cancel: Stop);

        Assert.Single(await LooksAsync(ActVerbs.LookedThrough));
        Assert.Empty(await LooksAsync(ActVerbs.LookedUp));
    }

    async Task<List<string?>> LooksAsync(string verb) => [.. (await Hub.Get<ActLog>().OfSiteAsync(Cast.Dot, cancel: Stop)).Acts.Where(act => act.Verb == verb).Select(act => act.OnPerson)];

    [Fact]
    public async Task A_community_whose_lead_has_gone_gets_another()
    {
        await HasAccount(Cast.Ned, "ned@demo.test");
        await Facilitators.AppointLeadAsync(Cast.Dot, await IdOf(Cast.Private), "ned@demo.test", "Ada has retired.");

        Assert.True(await Runs(Cast.Ned, Cast.Private));
        Assert.True(await Runs(Cast.Ada, Cast.Private));
        Assert.Equal([ActVerbs.AppointedLead], await VerbsIn(Cast.Private));
        Assert.False(await Reads(Cast.Dot, Cast.Private));
    }
}
