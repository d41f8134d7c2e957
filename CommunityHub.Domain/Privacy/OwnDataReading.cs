using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Forums;
using CommunityHub.Hotseats;
using CommunityHub.Hotseats.Afterwards;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Privacy;

/// Reads a person's own rows: what they wrote and did, and when. Of others, not a word but what was written to them. A community or a
/// hotseat is named only where they may read it still: of any other the row says that it is, and no more.
sealed class OwnDataReading(HubDb db, long me)
{
    readonly List<DataSection> sections = [];
    Dictionary<long, string> communities = [];
    Dictionary<long, string> hotseats = [];

    public static async Task<IReadOnlyList<DataSection>> ReadAsync(HubDb db, Reader reader, long me)
    {
        var reading = new OwnDataReading(db, me)
        {
            communities = await db.CommunitiesReadBy(reader).ToDictionaryAsync(c => c.Id, c => c.Name),
            hotseats = await db.HotseatsFor(reader).ToDictionaryAsync(h => h.Id, h => h.Title),
        };
        await reading.ReadAccountAsync(reader);
        await reading.ReadBelongingAsync();
        await reading.ReadWordsAsync();
        await reading.ReadPartAsync();
        await reading.ReadActsAsync();
        return reading.sections;
    }

    string? Community(long? id) => id is { } known ? communities.GetValueOrDefault(known) : null;

    string? Hotseat(long? id) => id is { } known ? hotseats.GetValueOrDefault(known) : null;

    async Task AddAsync<T>(string name, string title, IQueryable<T> rows, Func<T, object> shape) where T : class =>
        sections.Add(new DataSection(name, title, (await rows.AsNoTracking().ToListAsync()).ConvertAll(row => shape(row))));

    async Task ReadAccountAsync(Reader reader)
    {
        await AddAsync("account", "Your account", db.Users.Where(a => a.PersonId == me).Select(a => new { a.Email, a.Person }), a => new
        {
            a.Person.Name,
            a.Email,
            a.Person.Organisation,
            a.Person.TimeZone,
            a.Person.Theme,
            a.Person.IsNamedInRooms,
            a.Person.JoinedAt,
            a.Person.ConfirmedAt,
            a.Person.AdministratorSince,
        });
        await AddAsync("privacy-text", "Versions of the privacy page you agreed to or read", db.PrivacyAcceptances.Where(a => a.PersonId == me), a => new { a.Version, a.At });
        await AddAsync("sign-ins", "Where you signed in", db.SignIns.Where(s => s.PersonId == me), s => new { s.Device, s.StartedAt, s.SeenAt, s.EndedAt });
        await AddAsync("second-step", "Your second step at signing in", db.SecondSteps.Where(s => s.PersonId == me), s => new { s.BegunAt, s.OnSince });
        await AddAsync("passkeys", "Your passkeys", db.UserPasskeys.Where(k => db.Users.Any(a => a.Id == k.UserId && a.PersonId == me)), k => new { k.Data.Name, k.Data.CreatedAt });
        await AddAsync("mailed-links", "Links we sent you", db.MailKeys.Where(k => k.PersonId == me), k => new { Kind = k.Kind.ToString(), k.Address, k.SentAt, k.UsedAt });
        var address = await db.Users.Where(a => a.PersonId == me).Select(a => a.NormalizedEmail!).SingleAsync();
#pragma warning disable CA1304, CA1311, CA1862 // the database's lower(), which knows no culture
        var letters = db.Mails.Where(m => m.PersonId == me || m.To.ToLower() == address);
#pragma warning restore CA1304, CA1311, CA1862
        await AddAsync("letters", "Letters to you", letters.Select(m => new { m.Subject, m.CommunityId, m.CreatedAt, m.SentAt }),
            m => new { Subject = m.CommunityId is null || Community(m.CommunityId) is not null ? m.Subject : null, m.CreatedAt, m.SentAt });
        await AddAsync("notices", "Your notices", Attention.NoticeDoor.NoticesFor(db, reader), n => new { n.Words, n.At, n.ReadAt });
        await AddAsync("drafts", "Your drafts", db.Drafts.Where(d => d.PersonId == me), d => new { d.Place, d.Text, d.ChangedAt });
    }

    async Task ReadBelongingAsync()
    {
        await AddAsync("memberships", "Communities you are or were in", db.Memberships.Where(m => m.PersonId == me), m => new { Community = Community(m.CommunityId), m.From, m.Until });
        await AddAsync("roles", "Your roles as a facilitator", db.Roles.Where(r => r.PersonId == me), r => new { Community = Community(r.CommunityId), r.IsLead, r.From, r.Until });
        await AddAsync("join-requests", "Your requests to join", db.JoinRequests.Where(r => r.PersonId == me), r => new { Community = Community(r.CommunityId), r.Reason, r.At, r.WasAccepted, Answer = r.Words, r.WithdrawnAt });
        await AddAsync("invitations", "Invitations you accepted", db.Invitations.Where(i => i.AcceptedById == me), i => new { Community = Community(i.CommunityId), i.Mail, i.At, i.AcceptedAt });
        await AddAsync("suspensions", "When you were suspended", db.Suspensions.Where(s => s.PersonId == me), s => new { Community = Community(s.CommunityId), s.Why, s.From, s.Until, s.LiftedAt });
        await AddAsync("proposals", "Communities you proposed", db.Communities.Where(c => c.ProposedById == me).Select(c => new { c.Id, c.ProposedAt }), c => new { Community = Community(c.Id), c.ProposedAt });
    }

    async Task ReadWordsAsync()
    {
        var first = await db.Clarifications.Where(c => db.QuestionsAskedBy(me).Any(q => q.Id == c.QuestionId))
            .GroupBy(c => c.QuestionId).Select(g => g.OrderBy(c => c.Id).First()).ToDictionaryAsync(c => c.QuestionId, c => c.Text);
        await AddAsync("questions", "What you asked", db.AskingsOf(me), a => new
        {
            Hotseat = Hotseat(a.Question.HotseatId),
            Text = first.GetValueOrDefault(a.Question.Id, a.Question.Text),
            ShownAs = a.Naming.ToString(),
            a.Question.AskedAt,
            a.Question.WithdrawnAt,
            a.Question.DeclinedAt,
            a.Question.DeclinedWhy,
        });
        await AddAsync("asked-for-me", "Questions you gave to the facilitators", db.AskRequests.Where(r => r.PersonId == me), r => new { Hotseat = Hotseat(r.HotseatId), r.Text, r.SentAt, r.SettledAt, r.DeclinedWhy });
        await AddAsync("answers", "What you answered", db.Answers.Where(a => a.PersonId == me).Select(a => new { a.Question.HotseatId, a.Text, a.AnsweredAt, a.AmendedAt }),
            a => new { Hotseat = Hotseat(a.HotseatId), a.Text, a.AnsweredAt, a.AmendedAt });
        await AddAsync("answers-before", "Your answers before you amended them", db.AnswerRevisions.Where(r => r.Answer.PersonId == me), r => new { r.Text, r.WrittenAt });
        await AddAsync("standby-answers", "Answers you prepared", db.StandbyAnswers.Where(s => s.Answerer.PersonId == me), s => new { s.Topic, s.Text, s.WrittenAt });
        await AddAsync("on-the-panel", "Where you sat in the hotseat", db.Answerers.Where(a => a.PersonId == me), a => new { Hotseat = Hotseat(a.HotseatId), a.Introduction, a.Mail });
        await AddAsync("comments", "Your comments", db.AnswerComments.Where(c => c.PersonId == me), c => new { c.Text, c.At, c.RemovedAt });
        await AddAsync("discussions", "Discussions you started", db.Discussions.Where(d => d.StarterId == me), d => new { Community = Community(d.CommunityId), d.Title, Kind = d.Kind.ToString(), d.StartedAt });
        await AddAsync("posts", "Your posts", db.PostsBy(me).Select(p => new { p.Discussion.CommunityId, p.Text, p.At, p.EditedAt, p.IsHalfFinished, p.IsUnnamed, p.RemovedAt, p.RemovedWhy }),
            p => new { Community = Community(p.CommunityId), p.Text, p.At, p.EditedAt, p.IsHalfFinished, WithoutYourName = p.IsUnnamed, p.RemovedAt, p.RemovedWhy });
        await AddAsync("posts-before", "Your posts before you edited them", db.PostRevisions.Where(r => r.ById == me || db.PostsBy(me).Any(p => p.Id == r.PostId)), r => new { r.Text, r.WrittenAt, r.ReplacedAt, r.IsMinor });
        await AddAsync("attachments", "Files you attached", db.Attachments.Where(a => a.PersonId == me || db.PostsBy(me).Any(p => p.Id == a.PostId)), a => new { a.Name, a.MediaType, a.Size, a.Alt, a.At });
        await AddAsync("polls", "Polls you asked", db.Polls.Where(p => db.PostsBy(me).Any(own => own.Id == p.PostId) || p.HeldPost!.PersonId == me), p => new { p.Question, p.Options, p.ClosesAt });
        await AddAsync("imported-authors", "Authors of other sites who are you", db.ImportedAuthors.Where(a => a.ClaimedById == me).Select(a => new { a.Name, Site = a.Source.Name, a.Source.CommunityId, a.ClaimedAt }),
            a => new { Community = Community(a.CommunityId), a.Site, a.Name, a.ClaimedAt });
        await AddAsync("summaries", "Summaries you published", db.Set<Summary>().Where(s => s.PersonId == me), s => new { Hotseat = Hotseat(s.HotseatId), s.Text, s.PublishedAt });
        await AddAsync("follow-ups", "Follow-ups you had or closed", db.Set<FollowUp>().Where(f => f.OwnerId == me || f.ClosedById == me),
            f => new { Hotseat = Hotseat(f.HotseatId), f.GivenAt, f.DueAt, f.ClosedAt, Words = f.ClosedById == me ? f.Words : null });
    }

    async Task ReadPartAsync()
    {
        await AddAsync("votes", "Questions you want to know, too", db.Votes.Where(v => v.PersonId == me).Select(v => new { v.Question.HotseatId, v.At }), v => new { Hotseat = Hotseat(v.HotseatId), v.At });
        await AddAsync("thanks", "Answers you said thanks for", db.AnswerThanks.Where(t => t.PersonId == me).Select(t => new { t.Answer.Question.HotseatId, t.At }), t => new { Hotseat = Hotseat(t.HotseatId), t.At });
        await AddAsync("post-thanks", "Posts you said thanks for", db.PostThanks.Where(t => t.PersonId == me).Select(t => new { t.Post.Discussion.CommunityId, t.At }), t => new { Community = Community(t.CommunityId), t.At });
        await AddAsync("post-reactions", "What you said to posts by a reaction", db.PostReactions.Where(r => r.PersonId == me).Select(r => new { r.Post.Discussion.CommunityId, r.Kind, r.At }),
            r => new { Community = Community(r.CommunityId), Kind = r.Kind.ToString(), r.At });
        await AddAsync("named-in", "Posts that name you", db.PostMentions.Where(m => m.PersonId == me).Select(m => new { m.Post.Discussion.CommunityId, m.Post.At, m.ToldAt }),
            m => new { Community = Community(m.CommunityId), m.At, m.ToldAt });
        await AddAsync("bookmarks", "Posts you want to find again, and your notes", db.Bookmarks.Where(b => b.PersonId == me).Select(b => new { b.Post.Discussion.CommunityId, b.Note, b.At }),
            b => new { Community = Community(b.CommunityId), b.Note, b.At });
        await AddAsync("poll-votes", "Polls you voted in", db.PollVotes.Where(v => v.PersonId == me).Select(v => new { v.Poll.Post!.Discussion.CommunityId, v.Choices, v.At }),
            v => new { Community = Community(v.CommunityId), OptionsByTheirPlace = Polls.PollVote.OptionsIn(v.Choices).Select(option => option + 1).ToList(), v.At });
        await AddAsync("read-marks", "How far you read in discussions", db.ReadMarks.Where(m => m.PersonId == me).Select(m => new { m.Discussion.CommunityId, m.Number, m.At }), m => new { Community = Community(m.CommunityId), m.Number, m.At });
        await AddAsync("greeting", "Where you greet newcomers", db.Volunteers.Where(v => v.PersonId == me), v => new { Community = Community(v.CommunityId), v.At, v.AskedAt });
        await AddAsync("held-posts", "Posts of yours that a facilitator looked at first", db.HeldPosts.Where(h => h.PersonId == me),
            h => new { Community = Community(h.CommunityId), h.Title, h.Text, h.At, h.DecidedAt, h.IsReleased, h.Words });
        await AddAsync("reports", "What you reported", db.Reports.Where(r => r.PersonId == me), r => new { Community = Community(r.CommunityId), What = r.What.Word, Reason = r.Reason.ToString(), r.Words, r.At, Outcome = r.Outcome.ToString() });
        await AddAsync("follows", "Discussions you follow or muted", db.Follows.Where(f => f.PersonId == me).Select(f => new { f.Discussion.CommunityId, f.IsMuted, f.At }), f => new { Community = Community(f.CommunityId), f.IsMuted, f.At });
        await AddAsync("topic-votes", "Topics you want a hotseat on", db.Set<TopicVote>().Where(v => v.PersonId == me).Select(v => new { v.Topic.CommunityId, v.At }), v => new { Community = Community(v.CommunityId), v.At });
        await AddAsync("sign-ups", "Hotseats you said you would come to", db.SignUps.Where(s => s.PersonId == me), s => new { Hotseat = Hotseat(s.HotseatId), s.At });
        await AddAsync("attendance", "Hotseats you came to", db.Set<Attendance>().Where(a => a.PersonId == me), a => new { Hotseat = Hotseat(a.HotseatId) });
        await AddAsync("reading-places", "How far you read", db.ReadingPlaces.Where(r => r.PersonId == me), r => new { Hotseat = Hotseat(r.HotseatId), r.UpTo });
        var said = await db.Set<HelpReply>().Where(r => r.PersonId == me).Select(r => new { r.Question.HotseatId, r.Verdict, r.Words }).ToListAsync();
        await AddAsync("did-it-help", "Whether answers helped you", db.Set<HelpRequest>().Where(r => r.PersonId == me), r => new
        {
            Hotseat = Hotseat(r.HotseatId),
            r.AskedAt,
            Replies = said.Where(s => s.HotseatId == r.HotseatId).Select(s => new { Verdict = s.Verdict.ToString(), s.Words }).ToList(),
        });
        await AddAsync("hosted", "Hotseats you hosted", db.Hotseats.Where(h => h.HostId == me).Select(h => new { h.Id, h.CreatedAt }), h => new { Hotseat = Hotseat(h.Id), h.CreatedAt });
        await AddAsync("claims", "Questions you took on or handed out", db.Claims.Where(c => c.ById == me).Select(c => new { c.Question.HotseatId, c.From, c.Until }), c => new { Hotseat = Hotseat(c.HotseatId), c.From, c.Until });
    }

    // When, and what: on whom is the others' own.
    async Task ReadActsAsync()
    {
        await AddAsync("entries", "Communities you entered as an administrator", db.RecordedEntries.Where(e => e.PersonId == me), e => new { Community = Community(e.CommunityId), e.Why, e.From, e.Until });
        await AddAsync("acts-on-you", "What was done on you", db.Acts.Where(a => a.OnPersonId == me), a => new { Community = Community(a.CommunityId), What = a.Verb, a.At });
        var rows = (await db.Acts.Where(a => a.ActorId == me).Select(a => new { a.Verb, a.At }).ToListAsync()).ConvertAll(a => new Done(a.Verb, a.At));
        (string What, IQueryable<DateTime> When)[] others =
        [
            ("asked a question for a member", db.Questions.Where(q => q.AskedForById == me).Select(q => q.AskedAt)),
            ("declined a question", db.Questions.Where(q => q.DeclinedById == me && q.DeclinedAt != null).Select(q => q.DeclinedAt!.Value)),
            ("edited a question for clarity", db.Clarifications.Where(c => c.ById == me).Select(c => c.At)),
            ("put a question into a hotseat", db.PlacedQuestions.Where(p => p.ById == me).Select(p => p.At)),
            ("looked up who asked, for safety", db.LookUps.Where(l => l.ById == me).Select(l => l.At)),
            ("looked up who wrote, for safety", db.WriterLookUps.Where(l => l.ById == me).Select(l => l.At)),
            ("settled a question that was to be asked for a member", db.AskRequests.Where(r => r.SettledById == me && r.SettledAt != null).Select(r => r.SettledAt!.Value)),
            ("removed a comment", db.AnswerComments.Where(c => c.RemovedById == me && c.RemovedAt != null).Select(c => c.RemovedAt!.Value)),
            ("looked at a held post", db.HeldPosts.Where(h => h.DecidedById == me && h.DecidedAt != null).Select(h => h.DecidedAt!.Value)),
            ("decided on a report", db.Reports.Where(r => r.DecidedById == me && r.DecidedAt != null).Select(r => r.DecidedAt!.Value)),
            ("put a post into another discussion", db.MovedPosts.Where(m => m.ById == me).Select(m => m.At)),
            ("took away a post", db.Posts.Where(p => p.RemovedById == me && p.RemovedAt != null).Select(p => p.RemovedAt!.Value)),
            ("marked an answer in a discussion", db.Discussions.Where(d => d.MarkedById == me && d.MarkedAt != null).Select(d => d.MarkedAt!.Value)),
            ("pinned a discussion", db.Discussions.Where(d => d.PinnedById == me && d.PinnedAt != null).Select(d => d.PinnedAt!.Value)),
            ("locked a discussion", db.Discussions.Where(d => d.LockedById == me && d.LockedAt != null).Select(d => d.LockedAt!.Value)),
            ("said who an imported author is", db.ImportedAuthors.Where(a => a.GivenById == me && a.ClaimedAt != null).Select(a => a.ClaimedAt!.Value)),
            ("decided on a request to join", db.JoinRequests.Where(r => r.DecidedById == me && r.DecidedAt != null).Select(r => r.DecidedAt!.Value)),
            ("invited somebody", db.Invitations.Where(i => i.ById == me).Select(i => i.At)),
            ("suspended somebody", db.Suspensions.Where(s => s.ById == me).Select(s => s.From)),
            ("moved a hotseat on", db.Hotseats.SelectMany(h => h.Changes).Where(c => c.ById == me).Select(c => c.At)),
        ];
        foreach (var (what, when) in others) rows.AddRange((await when.ToListAsync()).Select(at => new Done(what, at)));
        sections.Add(new DataSection("acts", "What you did for others", [.. rows.OrderBy(row => row.At).Select(row => new { row.What, row.At })]));
    }

    sealed record Done(string What, DateTime At);
}
