using CommunityHub.Communities;
using CommunityHub.Data;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Moderation;

/// Tells the facilitators that something waits for them: once a day at most, all of it in one.
public sealed class ModerationSummaries(HubWrites writes)
{
    /// What comes together is told together.
    public static readonly TimeSpan After = TimeSpan.FromMinutes(10);
    public static readonly TimeSpan Between = TimeSpan.FromDays(1);

    /// Gives how many communities were told of.
    public Task<int> SendAsync(CancellationToken cancel = default) => writes.DoAsync(async work =>
    {
        var db = work.Db;
        var (ripe, lately) = (work.Now - After, work.Now - Between);
        var waiting = await db.Communities
            .Where(c => c.ArchivedAt == null)
            .Where(c => !db.ModerationMails.Any(m => m.CommunityId == c.Id && m.At > lately))
            .Where(c => db.HeldForFacilitators().Any(h => h.CommunityId == c.Id && h.At <= ripe && !db.ModerationMails.Any(m => m.CommunityId == c.Id && m.At >= h.At))
                || db.OpenReports().Any(r => r.CommunityId == c.Id && r.At <= ripe && !db.ModerationMails.Any(m => m.CommunityId == c.Id && m.At >= r.At)))
            .Select(c => new
            {
                Community = c,
                Held = db.HeldForFacilitators().Count(h => h.CommunityId == c.Id),
                Reported = db.WhatIsReported().Count(r => r.CommunityId == c.Id && r.PostId != null),
                InHotseats = db.WhatIsReported().Count(r => r.CommunityId == c.Id && r.PostId == null),
                Mail = db.ModerationMails.FirstOrDefault(m => m.CommunityId == c.Id),
            })
            .ToListAsync(cancel);
        foreach (var one in waiting)
        {
            await work.TellFacilitatorsAsync(one.Community, $"In {one.Community.Name} {InWords(one.Held, one.Reported, one.InHotseats)} for a facilitator.", "/moderation");
            if (one.Mail is null) db.Add(ModerationMail.Of(one.Community.Id, work.Now));
            else one.Mail.Again(work.Now);
        }
        return waiting.Count;
    }, cancel);

    static string InWords(int held, int reported, int inHotseats)
    {
        string[] all =
        [
            held switch { 0 => "", 1 => "a post", _ => $"{held} posts" },
            reported switch { 0 => "", 1 => "a reported post", _ => $"{reported} reported posts" },
            inHotseats switch { 0 => "", 1 => "something reported in a hotseat", _ => $"{inHotseats} things reported in hotseats" },
        ];
        var parts = all.Where(part => part.Length > 0).ToList();
        var inOrder = parts.Count == 3 ? $"{parts[0]}, {parts[1]} and {parts[2]}" : string.Join(" and ", parts);
        return $"{inOrder} {(held + reported + inHotseats == 1 ? "waits" : "wait")}";
    }
}
