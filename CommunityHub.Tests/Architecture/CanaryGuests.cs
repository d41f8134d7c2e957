using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Hotseats;
using CommunityHub.Hotseats.Afterwards;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Architecture;

/// Guests by a personal link, for the table of rights: one at the live hotseat of the private community, one whose link to it was withdrawn,
/// one of the panel of another session.
static class CanaryGuests
{
    public const string Here = "guest by a link";
    public const string Withdrawn = "guest whose link was withdrawn";
    public const string Elsewhere = "guest of another panel";

    /// Who comes upon what stands on the desk of that hotseat.
    public static string[] At(CommunityKind kind, string hotseat = "live") => (kind, hotseat) switch
    {
        (CommunityKind.Private, "live") => [Here],
        (CommunityKind.Open, "collecting") => [Elsewhere],
        _ => [],
    };

    public static async Task<IReadOnlyList<Onlooker>> ComeAsync(CanarySite site)
    {
        var (closed, open) = (site.Places[CommunityKind.Private], site.Places[CommunityKind.Open]);
        var all = new[]
        {
            await ComeAsync(site, Here, CommunityKind.Private, closed.Live),
            await ComeAsync(site, Withdrawn, CommunityKind.Private, closed.Live),
            await ComeAsync(site, Elsewhere, CommunityKind.Open, open.Coming),
        };
        var panel = site.Get<HotseatPanel>();
        var facilitator = site.Actor("facilitator");
        var revoked = (await panel.ListAsync(facilitator, closed.Live, TestContext.Current.CancellationToken))!.Single(seat => seat.Mail?.StartsWith("revoked", StringComparison.Ordinal) is true);
        await panel.RevokeAsync(facilitator, closed.Live, revoked.PersonId);
        return all;
    }

    // What only its writer reads.
    static async Task PrepareAsync(CanarySite site, string who, CommunityKind kind, string hotseatId, string name)
    {
        await using var db = await site.Get<IDbContextFactory<HubDb>>().CreateDbContextAsync();
        var guest = People.Actor.Of(await db.People.Where(p => p.Name == name).Select(p => p.Id).SingleAsync());
        string[] also = who is Withdrawn ? [] : [who];
        var standby = site.Get<HotseatStandby>();
        var topic = site.Say(kind, $"topic of a standby answer of a {who}", Seen.Only, also);
        await standby.WriteAsync(guest, hotseatId, null, topic, site.Say(kind, $"words of a standby answer of a {who}", Seen.Only, also), null);
        if (who is not Here) return;

        var questions = site.Get<HotseatQuestions>();
        Task<string> AskAsync(string field) => questions.AskAsync(site.Actor("facilitator"), hotseatId, $"What of {site.Say(kind, field, Seen.Inside, also)}?");
        var asked = await AskAsync($"question that the {who} answered");
        site.Places[kind] = site.Places[kind] with
        {
            GuestAnswer = await questions.AnswerAsync(guest, asked, $"It is {site.Say(kind, $"answer of the {who}", Seen.Inside, also)}."),
            Standby = (await standby.ListAsync(guest, hotseatId)).Single().Id,
            GuestFollowUp = await FollowsUpAsync(site, guest, await AskAsync($"question that the {who} follows up")),
        };
    }

    static Task<string> FollowsUpAsync(CanarySite site, People.Actor guest, string questionId) => site.Get<HubWrites>().DoAsync(async work =>
    {
        var question = await work.Db.Questions.SingleAsync(q => q.PublicId == questionId);
        var given = FollowUp.Give(question, guest.PersonId!.Value, work.Now.AddDays(9), work.Now);
        work.Db.Add(given);
        return given.PublicId;
    });

    static async Task<Onlooker> ComeAsync(CanarySite site, string who, CommunityKind kind, string hotseatId)
    {
        var name = site.Say(kind, $"name of a {who}", who is Withdrawn ? Seen.Facilitators : Seen.Inside, who);
        // Whoever looks after the post sees to whom letters go.
        var mail = (who is Withdrawn ? "revoked" : "") + site.Say(kind, $"mail address of a {who}", Seen.Facilitators, "administrator");
        var line = site.Say(kind, $"introduction of a {who}", who is Withdrawn ? Seen.Facilitators : Seen.Inside);
        var key = await site.Get<HotseatPanel>().InviteAsync(site.Actor("facilitator"), hotseatId, name, $"{mail}@canary.test", line);
        var http = new HttpVisitor(site.Site);
        using var answer = await http.PostAsync($"/guest?key={key}", "guest", ("name", name));
        Assert.EndsWith($"/hotseats/{hotseatId}/desk", answer.Headers.Location?.OriginalString, StringComparison.Ordinal);
        await PrepareAsync(site, who, kind, hotseatId, name);
        return new Onlooker(who, People.Actor.Visitor, site.Site, http);
    }
}
