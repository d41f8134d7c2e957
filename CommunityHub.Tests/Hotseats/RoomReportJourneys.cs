using CommunityHub.Hotseats;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Hotseats;

public sealed class RoomReportJourneys(Browsers browsers)
{
    [Fact]
    public async Task Bo_reports_an_answer_without_a_script_and_Ada_writes_to_whoever_gave_it()
    {
        var (hotseat, title, answer, by) = await browsers.LookAsync(async db =>
        {
            var found = await db.Answers
                .Join(db.Hotseats, a => a.Question.HotseatId, h => h.Id, (a, h) => new { a.Id, a.PublicId, a.Person.Name, h.CommunityId, Hotseat = h.PublicId, h.Title, h.State })
                .Where(a => a.State == HotseatState.Archived && db.Communities.Any(c => c.Id == a.CommunityId && c.Slug == "housing-repairs"))
                .OrderBy(a => a.Id)
                .FirstAsync(TestContext.Current.CancellationToken);
            return (found.Hotseat, found.Title, found.PublicId, found.Name);
        });
        await using var bo = await browsers.SignedInAsync("bo", javaScript: false);
        await using var ada = await browsers.SignedInAsync("ada", phone: true);

        await bo.GoesToAsync($"/hotseats/{hotseat}/answers/{answer}");
        await bo.FollowsAsync("Report");
        await bo.SeesTitleAsync("Report this answer?");
        await bo.ChecksAsync("Something else");
        await bo.PressesAsync("Send the report");
        await bo.SeesAsync("Say what is wrong with it, in a sentence or two.");
        await bo.TypesAsync("A few words, if you like", "It names a tenant.");
        await bo.PressesAsync("Send the report");
        await bo.SeesTitleAsync("Your report is sent");

        await ada.GoesToAsync("/communities/housing-repairs/moderation");
        await ada.SeesAsync("It names a tenant.");
        await ada.FindsNoBarrierAsync();
        await ada.NeedsNoSidewaysScrollingAsync();
        await ada.OpensAsync($"Write to {by}, and let it stay");
        await ada.PressesAsync("Send my words");
        await ada.SeesAsync("Write a few words to whoever wrote the answer.");
        await ada.TypesAsync($"Your words to {by}", "Please take the name out.");
        await ada.PressesAsync("Send my words");
        await ada.SeesAsync("Your words are on their way. Whoever reported it has been told.");

        await bo.GoesToAsync("/notices");
        await bo.SeesAsync($"A facilitator has looked at the answer in “{title}”. They have written to whoever wrote it.");

        await using var cy = await browsers.SignedInAsync("bo");
        await cy.GoesToAsync($"/hotseats/{hotseat}/answers/{answer}/report");
        await cy.FindsNoBarrierAsync();
    }
}
