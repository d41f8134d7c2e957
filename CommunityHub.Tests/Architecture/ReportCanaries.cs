using CommunityHub.Data;
using CommunityHub.Moderation;
using CommunityHub.People;

namespace CommunityHub.Tests.Architecture;

/// What is reported, and by whom: for the facilitators, and nobody else.
static class ReportCanaries
{
    public static async Task AddAsync(HubDb db, long communityId, IReadOnlyList<Reported> what, AfterwardsCanaries.Say word, DateTime now)
    {
        var reporter = Person.Register(word($"name of who reported a {what[0].Word}", Seen.Facilitators), "Europe/London", now.AddDays(-40));
        db.Add(reporter);
        await db.SaveChangesAsync();
        foreach (var one in what) db.Add(Report.Of(one, communityId, reporter.Id, ReportReason.Other, word($"report of a {one.Word}", Seen.Facilitators), now));
        await db.SaveChangesAsync();
    }
}
