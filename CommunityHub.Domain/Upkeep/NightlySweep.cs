using CommunityHub.Accounts;
using CommunityHub.Data;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Upkeep;

/// Throws away what nobody needs any more: keys of sent forms, forgotten drafts, ended sign-ins, letters that went.
public sealed class NightlySweep(HubWrites writes)
{
    /// A browser that sends a form again does so within minutes; a phone that slept, within days.
    public static readonly TimeSpan SentFor = TimeSpan.FromDays(30);
    public static readonly TimeSpan DraftsFor = TimeSpan.FromDays(90);

    /// After the end, so that somebody can still see where they were signed in.
    public static readonly TimeSpan SignInsFor = TimeSpan.FromDays(30);
    public static readonly TimeSpan ChallengesFor = TimeSpan.FromDays(1);
    public static readonly TimeSpan MailsFor = TimeSpan.FromDays(30);

    /// How many rows went. One kind at a time, so that no writer waits long.
    public async Task<int> SweepAsync(CancellationToken cancel = default) =>
        await SweepAsync((db, now) => db.Sent.Where(s => s.At < now - SentFor), cancel)
        + await SweepAsync((db, now) => db.Drafts.Where(d => d.ChangedAt < now - DraftsFor), cancel)
        + await SweepAsync((db, now) => db.SignIns.Where(s => s.EndedAt < now - SignInsFor
            || s.SeenAt < now - SignInsFor - SignIn.LongestRest
            || s.StartedAt < now - SignInsFor - SignIn.LongestLife), cancel)
        + await SweepAsync((db, now) => db.SignInChallenges.Where(c => c.Until < now - ChallengesFor), cancel)
        + await SweepAsync((db, now) => db.Mails.Where(m => m.SentAt < now - MailsFor || m.GivenUpAt < now - MailsFor), cancel);

    Task<int> SweepAsync<T>(Func<HubDb, DateTime, IQueryable<T>> old, CancellationToken cancel) =>
        writes.DoLongAsync(work => old(work.Db, work.Now).ExecuteDeleteAsync(cancel), cancel);
}
