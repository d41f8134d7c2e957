using System.Text.RegularExpressions;
using CommunityHub.Attention;
using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Forums;
using CommunityHub.Hotseats;
using CommunityHub.Hotseats.Afterwards;
using CommunityHub.Imports;
using CommunityHub.Live;
using CommunityHub.People;
using CommunityHub.Text;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Privacy;

/// What an erasure does, in the transaction of its operation.
static class Erasing
{
    public const string NoWords = "Taken away at the wish of whoever wrote it.";

    static readonly string NoWordsHtml = Markdown.ToHtml(NoWords);

    /// Gives the letters that were changed or thrown away: copies of them may lie in the mail folder.
    public static async Task<IReadOnlyList<long>> EraseAsync(this HubWork work, Person person, bool withWords)
    {
        var (db, me, name) = (work.Db, person.Id, person.Name);
        var address = await db.Users.Where(a => a.PersonId == me).Select(a => a.NormalizedEmail).SingleOrDefaultAsync();
        var places = await db.PlacesOfAsync(me);

        var letters = await work.ForgetLettersAsync(me, address, name);
        await work.ForgetNameElsewhereAsync(me, name);
        await db.ForgetMentionsAsync(person);
        if (address is not null) await db.Invitations.Where(i => i.Mail == address).ExecuteDeleteAsync();
        await db.BlankAsync(me, withWords, work.Now);
        await db.EraseUnnamedAskersAsync(me);
        await db.EraseWritersAsync(me);
        await db.ForgetAuthorsAsync(me);
        await db.StandbyAnswers.Where(s => s.Answerer.PersonId == me).ExecuteDeleteAsync();
        await db.Answerers.Where(a => a.PersonId == me).ExecuteUpdateAsync(set => set
            .SetProperty(a => a.Introduction, "").SetProperty(a => a.Mail, (string?)null).SetProperty(a => a.LinkHash, (byte[]?)null));
        await work.LeaveLeadAsync(me);
        var now = work.Now;
        await db.Memberships.Where(m => m.PersonId == me && m.Until == null).ExecuteUpdateAsync(set => set.SetProperty(m => m.Until, now));
        await db.Roles.Where(r => r.PersonId == me && (r.Until == null || r.Until > now)).ExecuteUpdateAsync(set => set.SetProperty(r => r.Until, now));
        await db.RecordedEntries.Where(e => e.PersonId == me && e.Until > now).ExecuteUpdateAsync(set => set.SetProperty(e => e.Until, now));
        foreach (var trace in Traces.All) await trace.EraseAsync(db, me);
        person.Erase();
        await db.SaveChangesAsync();

        // Rooms, lists and open pages hold the name until they are told.
        foreach (var hotseat in places.Hotseats) work.Announce(LiveTopic.Hotseat(hotseat), LiveTopic.Talk(hotseat), LiveTopic.Backstage(hotseat), LiveTopic.Requests(hotseat), LiveTopic.Standby(hotseat));
        foreach (var community in places.Communities) work.Announce(LiveTopic.CommunityRights(community));
        foreach (var (discussion, community) in places.Discussions) work.Announce(LiveTopic.Discussion(discussion), LiveTopic.PollVotes(discussion), LiveTopic.Forum(community));
        work.Announce(LiveTopic.PersonRights(me), LiveTopic.Notices(me), LiveTopic.Directory, LiveTopic.Programme);
        return letters;
    }

    // Where their name stands now.
    static async Task<(List<long> Hotseats, List<long> Communities, List<(long Id, long CommunityId)> Discussions)> PlacesOfAsync(this HubDb db, long me)
    {
        var hotseats = await db.QuestionsAskedBy(me).Select(q => q.HotseatId)
            .Union(db.Questions.Where(q => q.AskedForById == me).Select(q => q.HotseatId))
            .Union(db.Answers.Where(a => a.PersonId == me).Select(a => a.Question.HotseatId))
            .Union(db.AnswerComments.Where(c => c.PersonId == me).Select(c => c.Answer.Question.HotseatId))
            .Union(db.Answerers.Where(a => a.PersonId == me).Select(a => a.HotseatId))
            .Union(db.AskRequests.Where(r => r.PersonId == me).Select(r => r.HotseatId))
            .Union(db.Hotseats.Where(h => h.HostId == me).Select(h => h.Id))
            .Union(db.Set<FollowUp>().Where(f => f.OwnerId == me || f.ClosedById == me).Select(f => f.HotseatId))
            .Union(db.Set<Summary>().Where(s => s.PersonId == me).Select(s => s.HotseatId))
            .ToListAsync();
        var communities = await db.Memberships.Where(m => m.PersonId == me).Select(m => m.CommunityId)
            .Union(db.Roles.Where(r => r.PersonId == me).Select(r => r.CommunityId))
            .Union(db.JoinRequests.Where(r => r.PersonId == me).Select(r => r.CommunityId))
            .Union(db.Suspensions.Where(s => s.PersonId == me && s.CommunityId != null).Select(s => s.CommunityId!.Value))
            .ToListAsync();
        var discussions = await db.Discussions
            .Where(d => d.StarterId == me || d.MarkedById == me || d.LockedById == me
                || db.PollVotes.Any(v => v.PersonId == me && v.Poll.Post!.DiscussionId == d.Id)
                || db.PostsBy(me).Any(p => p.DiscussionId == d.Id)
                || db.Posts.Any(p => p.DiscussionId == d.Id && (p.RemovedById == me || db.PostMentions.Any(m => m.PostId == p.Id && m.PersonId == me))))
            .Select(d => new { d.Id, d.CommunityId })
            .ToListAsync();
        return (hotseats, communities, discussions.ConvertAll(d => (d.Id, d.CommunityId)));
    }

    static async Task<IReadOnlyList<long>> ForgetLettersAsync(this HubWork work, long me, string? address, string name)
    {
        var db = work.Db;
        var guest = await db.Answerers.Where(a => a.PersonId == me && a.Mail != null).Select(a => a.Mail!).ToListAsync();
        var links = await db.MailKeys.Where(k => k.PersonId == me).Select(k => k.Address).ToListAsync();
        List<string> theirs = [.. guest.Concat(links).Append(address ?? "").Select(MailAddressRule.Normal).Where(one => one.Length > 0).Distinct()];
#pragma warning disable CA1304, CA1311 // the database's lower(), which knows no culture
        var gone = db.Mails.Where(m => m.PersonId == me || theirs.Contains(m.To.ToLower()));
#pragma warning restore CA1304, CA1311
        var letters = await gone.Select(m => m.Id).ToListAsync();
        await gone.ExecuteDeleteAsync();

        // Others were told of them by name.
        foreach (var mail in await db.Mails.AsNoTracking().Where(m => m.Text.Contains(name) || m.Subject.Contains(name)).Select(m => new { m.Id, m.Subject, m.Text }).ToListAsync())
        {
            var (subject, text) = (WithoutName(mail.Subject, name), WithoutName(mail.Text, name));
            if (subject == mail.Subject && text == mail.Text) continue;
            await db.Mails.Where(m => m.Id == mail.Id).ExecuteUpdateAsync(set => set.SetProperty(m => m.Subject, subject).SetProperty(m => m.Text, text));
            letters.Add(mail.Id);
        }
        return letters;
    }

    static async Task ForgetNameElsewhereAsync(this HubWork work, long me, string name)
    {
        var db = work.Db;
        foreach (var notice in await db.Notices.AsNoTracking().Where(n => n.PersonId != me && n.Words.Contains(name)).Select(n => new { n.Id, n.PersonId, n.Words }).ToListAsync())
        {
            var words = WithoutName(notice.Words, name);
            if (words == notice.Words) continue;
            await db.Notices.Where(n => n.Id == notice.Id).ExecuteUpdateAsync(set => set.SetProperty(n => n.Words, words));
            work.Announce(LiveTopic.Notices(notice.PersonId));
        }
        foreach (var hotseat in await db.Hotseats.Where(h => h.AnnouncementBy == name).Select(h => h.Id).ToListAsync())
        {
            await db.Hotseats.Where(h => h.Id == hotseat).ExecuteUpdateAsync(set => set.SetProperty(h => h.AnnouncementBy, Person.Erased));
            work.Announce(LiveTopic.Hotseat(hotseat));
        }
    }

    // Where posts name them, and where those did before an edit: the mark goes, and with it the name.
    static async Task ForgetMentionsAsync(this HubDb db, Person person)
    {
        var (me, id) = (person.Id, person.PublicId);
        var posts = db.Posts.Where(p => db.PostMentions.Any(m => m.PostId == p.Id && m.PersonId == me));
        foreach (var post in await posts.AsNoTracking().Select(p => new { p.Id, p.Text, p.Html }).ToListAsync())
        {
            var (text, html) = (Mentions.ForgetIn(post.Text, id, Person.Erased), Mentions.ForgetInHtml(post.Html, id, Person.Erased));
            await db.Posts.Where(p => p.Id == post.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.Text, text).SetProperty(p => p.Html, html));
        }
        var revisions = db.PostRevisions.Where(r => posts.Any(p => p.Id == r.PostId));
        foreach (var old in await revisions.AsNoTracking().Select(r => new { r.Id, r.Text, r.Html }).ToListAsync())
        {
            var (text, html) = (Mentions.ForgetIn(old.Text, id, Person.Erased), Mentions.ForgetInHtml(old.Html, id, Person.Erased));
            await db.PostRevisions.Where(r => r.Id == old.Id).ExecuteUpdateAsync(set => set.SetProperty(r => r.Text, text).SetProperty(r => r.Html, html));
        }
    }

    // As a word of its own: "Al" stands in "Also", too.
    static string WithoutName(string words, string name) =>
        Regex.Replace(words, $@"(?<![\p{{L}}\p{{N}}]){Regex.Escape(name)}(?![\p{{L}}\p{{N}}])", Person.Erased, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));

    // What nobody can read any more (taken back, declined, removed) goes in any case; what others can read, when they wish it.
    static async Task BlankAsync(this HubDb db, long me, bool withWords, DateTime now)
    {
        var questions = await db.QuestionsAskedBy(me).Where(q => withWords || q.WithdrawnAt != null || q.DeclinedAt != null).Select(q => q.Id).ToListAsync();
        await db.Clarifications.Where(c => questions.Contains(c.QuestionId)).ExecuteDeleteAsync();
        await db.Questions.Where(q => questions.Contains(q.Id)).ExecuteUpdateAsync(set => set
            .SetProperty(q => q.Text, NoWords).SetProperty(q => q.Html, NoWordsHtml).SetProperty(q => q.DeclinedWhy, (string?)null).SetProperty(q => q.Version, q => q.Version + 1));
        await db.AnswerComments.Where(c => c.PersonId == me && (withWords || c.RemovedAt != null)).ExecuteUpdateAsync(set => set
            .SetProperty(c => c.Text, NoWords).SetProperty(c => c.Html, NoWordsHtml).SetProperty(c => c.RemovedAt, c => c.RemovedAt ?? now));
        var gone = db.PostsBy(me).Where(p => withWords || p.RemovedAt != null);
        await db.Attachments.Where(a => (a.PersonId == me && a.PostId == null) || gone.Any(p => p.Id == a.PostId) || (a.UntilVersion != null && db.PostsBy(me).Any(p => p.Id == a.PostId))).ExecuteDeleteAsync();
        await db.AnswerRevisions.Where(r => r.Answer.PersonId == me && r.IsHidden).ExecuteDeleteAsync();
        await db.Polls.Where(poll => gone.Any(p => p.Id == poll.PostId) || poll.HeldPost!.PersonId == me).ExecuteDeleteAsync();
        // A removed post keeps its place; what it said goes, and with it all that it said before.
        await db.PostRevisions.Where(r => gone.Any(p => p.Id == r.PostId)).ExecuteDeleteAsync();
        await gone.ExecuteUpdateAsync(set => set
            .SetProperty(p => p.Text, NoWords).SetProperty(p => p.Html, NoWordsHtml).SetProperty(p => p.EditedAt, (DateTime?)null)
            .SetProperty(p => p.RemovedWhy, (string?)null).SetProperty(p => p.Version, p => p.Version + 1));
        if (!withWords) return;

        await db.Discussions.Where(d => d.StarterId == me || gone.Any(p => p.DiscussionId == d.Id && p.Number == 1 && p.PersonId == d.StarterId)).ExecuteUpdateAsync(set => set.SetProperty(d => d.Title, NoWords));
        await db.AnswerRevisions.Where(r => r.Answer.PersonId == me).ExecuteDeleteAsync();
        await db.Answers.Where(a => a.PersonId == me).ExecuteUpdateAsync(set => set
            .SetProperty(a => a.Text, NoWords).SetProperty(a => a.Html, NoWordsHtml).SetProperty(a => a.Version, a => a.Version + 1));
        await db.Set<FollowUp>().Where(f => f.ClosedById == me && f.Words != null).ExecuteUpdateAsync(set => set.SetProperty(f => f.Words, NoWords).SetProperty(f => f.WordsHtml, NoWordsHtml));
    }
}
