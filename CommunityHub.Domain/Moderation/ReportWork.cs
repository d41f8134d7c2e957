using CommunityHub.Attention;
using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Drafts;
using CommunityHub.Live;
using CommunityHub.RateLimits;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Moderation;

/// What all reports have in common, whatever they are about.
static class ReportWork
{
    public static IQueryable<Report> OpenReports(this HubDb db) => db.Reports.Where(r => r.DecidedAt == null);

    /// What waits, each once however many reported it.
    public static IQueryable<OpenReport> WhatIsReported(this HubDb db) => db.OpenReports()
        .Select(r => new OpenReport { CommunityId = r.CommunityId, PostId = r.PostId, QuestionId = r.QuestionId, AnswerId = r.AnswerId, CommentId = r.CommentId })
        .Distinct();

    /// Refuses a second report while the first waits. The place is that of the draft.
    public static async Task ReportAsync(this HubWork work, Limits limits, Standing standing, Report report, string place)
    {
        if (await work.Db.OpenReports().Of(report.What).AnyAsync(r => r.PersonId == report.PersonId))
        {
            throw new RefusedException($"You have reported this {report.What.Word} already. A facilitator will look at it.");
        }
        await work.CountAsync(() => limits.RequireAsync(Limit.Report, report.PersonId, standing.Reader.TimeZone));
        work.Db.Add(report);
        await work.ForgetDraftAsync(report.PersonId, place);
        work.Announce(LiveTopic.Moderation(report.CommunityId));
    }

    /// By a facilitator, on all reports of it at once: the act, and the news for whoever reported. Nobody decides about their own while there
    /// is another facilitator. The card is where the facilitators' queue shows it (ReportedItem.CardOf).
    public static async Task DecideAsync(this HubWork work, Reported what, string card, Standing standing, ReportOutcome outcome, bool isOwn, Func<Task> act, News news)
    {
        var me = standing.RequireFacilitator();
        if (!Enum.IsDefined(outcome)) throw new RefusedException("Choose what to do with it.");
        if (isOwn && await work.RolesLeft(standing.CommunityId).AnyAsync(r => r.PersonId != me)) throw new RefusedException($"This is your own {what.Word}. Another facilitator decides.");
        var open = await work.Db.OpenReports().Of(what).ToListAsync();
        if (open.Count == 0) throw new RefusedException("This has been decided already.");
        await act();
        var slug = await work.SlugOfAsync(standing.CommunityId);
        await work.ForgetDraftsAsync(me, [CommunityPlaces.Warn(slug, card), CommunityPlaces.TakeAway(slug, card)]);
        foreach (var report in open) report.Decide(outcome, me, work.Now);
        await work.TellAllAsync(open.Select(report => (report.PersonId, news)));
        work.Announce(LiveTopic.Moderation(standing.CommunityId));
    }

    static IQueryable<Report> Of(this IQueryable<Report> reports, Reported what)
    {
        var (post, question, answer, comment) = (what.PostId, what.QuestionId, what.AnswerId, what.CommentId);
        return reports.Where(r => r.PostId == post && r.QuestionId == question && r.AnswerId == answer && r.CommentId == comment);
    }
}

/// One thing that somebody reported, for counting.
sealed record OpenReport
{
    public required long CommunityId { get; init; }
    public required long? PostId { get; init; }
    public required long? QuestionId { get; init; }
    public required long? AnswerId { get; init; }
    public required long? CommentId { get; init; }
}
