using CommunityHub.Communities;
using CommunityHub.Live;
using CommunityHub.Moderation;
using CommunityHub.Privacy;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Communities;

public sealed class SuccessionOnSqliteTests() : SuccessionTests(new SqliteTestDatabase());

[OnPostgres]
public sealed class SuccessionOnPostgresTests() : SuccessionTests(new PostgresTestDatabase());

/// A community outlives its founder's account.
public abstract class SuccessionTests(TestDatabase database) : CommunityTests(database)
{
    [Fact]
    public async Task Whoever_has_facilitated_longest_leads_on_when_the_leads_account_is_erased_and_the_others_are_told()
    {
        var community = Cast.ByRequest;
        await Facilitators.CoverAsync(Cast.Ada, community, await IdOf(Cast.Cy), Hub.Now, Hub.Now.AddDays(30)); // stands in, and first
        Hub.Clock.Pass(TimeSpan.FromDays(1));
        await MakeFacilitator(Cast.Gus, community);
        Hub.Clock.Pass(TimeSpan.FromDays(1));
        await MakeFacilitator(Cast.Bo, community);

        await Rings(LiveTopic.PersonRights(Cast.Gus.PersonId!.Value), () => EraseAsync(Cast.Ada));

        Assert.Equal(Cast.Gus.PersonId, await LeadOfAsync(community));
        Assert.Contains("You lead Adult Social Care now", Assert.Single(await NoticesOf(Cast.Gus)), StringComparison.Ordinal);
        Assert.StartsWith("Gus Hallam leads Adult Social Care now", Assert.Single(await NoticesOf(Cast.Bo)), StringComparison.Ordinal);
        Assert.StartsWith("Gus Hallam leads Adult Social Care now", (await NoticesOf(Cast.Cy))[^1], StringComparison.Ordinal);
        var log = (await Hub.Get<ActLog>().OfCommunityAsync(Cast.Gus, community, cancel: Stop))!.Acts[0];
        Assert.Equal((null, ActVerbs.PassedLead, "Gus Hallam"), (log.By, log.Verb, log.OnPerson));
        await Facilitators.HandOverAsync(Cast.Gus, community, await IdOf(Cast.Bo)); // who did not ask for it can pass it on
    }

    [Fact]
    public async Task Whoever_is_suspended_from_the_site_is_passed_over()
    {
        await MakeFacilitator(Cast.Gus, Cast.Open);
        Hub.Clock.Pass(TimeSpan.FromDays(1));
        await MakeFacilitator(Cast.Bo, Cast.Open);
        await Suspensions.FromSiteAsync(Cast.Dot, await IdOf(Cast.Gus), "Threats.", Hub.Now.AddDays(3));

        await EraseAsync(Cast.Ada);

        Assert.Equal(Cast.Bo.PersonId, await LeadOfAsync(Cast.Open));
    }

    [Fact]
    public async Task Where_nobody_can_lead_on_the_administrators_are_told_and_appoint_somebody()
    {
        await HasAccount(Cast.Bo, "bo@cast.test");
        await Facilitators.CoverAsync(Cast.Ada, Cast.Open, await IdOf(Cast.Gus), Hub.Now, Hub.Now.AddDays(30));

        await EraseAsync(Cast.Ada);

        Assert.Null(await LeadOfAsync(Cast.Open));
        var told = await NoticesOf(Cast.Dot);
        Assert.Contains(told, words => words.StartsWith("Housing Repairs has no lead any more", StringComparison.Ordinal));
        Assert.Contains(told, words => words.StartsWith("A private community has no lead any more", StringComparison.Ordinal));
        Assert.DoesNotContain(told, words => words.Contains("Lone Worker", StringComparison.Ordinal));
        Assert.Contains("Nobody leads Housing Repairs now", (await NoticesOf(Cast.Gus))[^1], StringComparison.Ordinal);
        Assert.Equal(3, (await Hub.Get<ActLog>().OfSiteAsync(Cast.Dot, cancel: Stop)).Acts.Count(act => act is { By: null, Verb: ActVerbs.FoundNoLead }));

        await Facilitators.AppointLeadAsync(Cast.Dot, await IdOf(Cast.Open), "bo@cast.test", "Its lead has left.");
        Assert.Equal(Cast.Bo.PersonId, await LeadOfAsync(Cast.Open));
    }

    async Task EraseAsync(CommunityHub.People.Actor who) => await Hub.Get<Erasures>().EraseAsync(Cast.Dot, await IdOf(who), "They asked.", withWords: false);

    Task<long?> LeadOfAsync(long community) => Hub.LookAsync(db => db.Roles
        .Where(r => r.CommunityId == community && r.IsLead && (r.Until == null || r.Until > Hub.Now))
        .Select(r => (long?)r.PersonId).SingleOrDefaultAsync());
}
