using CommunityHub.Accounts;
using CommunityHub.Attention;
using CommunityHub.Communities;
using CommunityHub.Drafts;
using CommunityHub.Forums;
using CommunityHub.Hotseats;
using CommunityHub.Hotseats.Afterwards;
using CommunityHub.Imports;
using CommunityHub.Moderation;

namespace CommunityHub.Privacy;

/// Every column of the database that leads to a person: docs/decisions/0016. A test compares it with the model.
public static class Traces
{
    const string Figure = "A count that others see; the person behind it has no name any more.";
    const string Public = "Others answered it or built on it. It stands there as a former member's; its words go when they ask for that.";
    const string Log = "Who did what in a community must stay readable for those whom it concerns.";
    const string Document = "The community's document, written in a role.";

    public static IReadOnlyList<Trace> All { get; } =
    [
        Trace.GoingWith<Account>(a => a.PersonId, "account"),
        Trace.GoingWith<PrivacyAcceptance>(a => a.PersonId, "privacy-text"),
        Trace.GoingWith<SignIn>(s => s.PersonId, "sign-ins"),
        Trace.GoingWith<SecondStep>(s => s.PersonId, "second-step"),
        Trace.GoingWith<SignInChallenge>(c => c.PersonId, null, "A sign-in that waits for its second step: it lasts ten minutes and says nothing but when."),
        Trace.GoingWith<MailKey>(k => k.PersonId, "mailed-links"),
        Trace.GoingWith<Mail>(m => m.PersonId, "letters"),
        Trace.GoingWith<Notice>(n => n.PersonId, "notices"),
        Trace.GoingWith<Draft>(d => d.PersonId, "drafts"),
        Trace.GoingWith<Sent>(s => s.PersonId, null, "Keys by which a form that is sent twice counts once. They say nothing that is not in another section."),
        Trace.GoingWith<SignUp>(s => s.PersonId, "sign-ups"),
        Trace.GoingWith<ReadingPlace>(r => r.PersonId, "reading-places"),
        Trace.GoingWith<Polls.PollVote>(v => v.PersonId, "poll-votes", "How somebody voted goes with them, and the count with it."),
        Trace.GoingWith<ReadMark>(m => m.PersonId, "read-marks"),
        Trace.GoingWith<Follow>(f => f.PersonId, "follows"),
        Trace.GoingWith<Volunteer>(v => v.PersonId, "greeting"),
        Trace.GoingWith<HeldPost>(h => h.PersonId, "held-posts"),
        Trace.GoingWith<Moderation.Report>(r => r.PersonId, "reports"),
        Trace.GoingWith<HelpRequest>(r => r.PersonId, "did-it-help"),
        Trace.GoingWith<HelpReply>(r => r.PersonId, "did-it-help"),
        Trace.GoingWith<AskRequest>(r => r.PersonId, "asked-for-me"),
        Trace.GoingWith<JoinRequest>(r => r.PersonId, "join-requests"),
        Trace.GoingWith<Invitation>(i => i.AcceptedById, "invitations"),
        Trace.GoingWith<Suspension>(s => s.PersonId, "suspensions"),

        Trace.Staying<Membership>(m => m.PersonId, "memberships", Figure),
        Trace.Staying<Role>(r => r.PersonId, "roles", Figure),
        Trace.Staying<Vote>(v => v.PersonId, "votes", Figure),
        Trace.Staying<AnswerThanks>(t => t.PersonId, "thanks", Figure),
        Trace.Staying<TopicVote>(v => v.PersonId, "topic-votes", Figure),
        Trace.Staying<Attendance>(a => a.PersonId, "attendance", Figure),
        Trace.Staying<QuestionAsker>(a => a.PersonId, "questions", $"{Public} The row of a question without a name goes at once."),
        Trace.Staying<Answer>(a => a.PersonId, "answers", Public),
        Trace.Staying<Comment>(c => c.PersonId, "comments", Public),
        Trace.Staying<Comment>(c => c.RemovedById, "acts", Log),
        Trace.Staying<Discussion>(d => d.StarterId, "discussions", Public),
        Trace.Staying<Forums.Post>(p => p.PersonId, "posts", Public),
        Trace.Staying<PostRevision>(r => r.ById, "posts-before", Public),
        Trace.Staying<PostThanks>(t => t.PersonId, "post-thanks", Figure),
        Trace.GoingWith<PostMention>(m => m.PersonId, "named-in"),
        Trace.GoingWith<Bookmark>(b => b.PersonId, "bookmarks"),
        Trace.Staying<PostReaction>(r => r.PersonId, "post-reactions", Figure),
        Trace.Staying<Discussion>(d => d.MarkedById, "acts", Log),
        Trace.Staying<Discussion>(d => d.PinnedById, "acts", Log),
        Trace.Staying<Discussion>(d => d.LockedById, "acts", Log),
        Trace.Staying<Files.Attachment>(a => a.PersonId, "attachments", $"{Public} Files of posts whose words go, go with them."),
        Trace.Staying<MovedPost>(m => m.ById, "acts", Log),
        Trace.Staying<Forums.Post>(p => p.RemovedById, "acts", Log),
        Trace.Staying<HeldPost>(h => h.DecidedById, "acts", Log),
        Trace.Staying<Moderation.Report>(r => r.DecidedById, "acts", Log),
        Trace.Staying<Answerer>(a => a.PersonId, "on-the-panel", "Who sat there; the introduction, the mail address and the link go."),
        Trace.Staying<ImportedAuthor>(a => a.PersonId, null, "A placeholder for somebody of another site: nobody signs in as it, and nobody asks for its export."),
        Trace.Staying<ImportedAuthor>(a => a.ClaimedById, "imported-authors", "Which posts of another site were theirs; the name they had there goes."),
        Trace.Staying<ImportedAuthor>(a => a.GivenById, "acts", Log),
        Trace.Staying<Claim>(c => c.ById, "claims", Log),
        Trace.Staying<Hotseat>(h => h.HostId, "hosted", Document),
        Trace.Staying(s => s.ById, "acts", Log, db => db.Hotseats.SelectMany(h => h.Changes)),
        Trace.Staying<Question>(q => q.AskedForById, "acts", Log),
        Trace.Staying<Question>(q => q.DeclinedById, "acts", Log),
        Trace.Staying<Clarification>(c => c.ById, "acts", Log),
        Trace.Staying<PlacedQuestion>(p => p.ById, "acts", Log),
        Trace.Staying<LookUp>(l => l.ById, "acts", Log),
        Trace.Staying<WriterLookUp>(l => l.ById, "acts", Log),
        Trace.GoingWith<PostWriter>(w => w.PersonId, "posts", "Who wrote a post without their name. The row goes, and nobody can be found behind the post."),
        Trace.Staying<AskRequest>(r => r.SettledById, "acts", Log),
        Trace.Staying<FollowUp>(f => f.OwnerId, "follow-ups", Log),
        Trace.Staying<FollowUp>(f => f.ClosedById, "follow-ups", Public),
        Trace.Staying<Summary>(s => s.PersonId, "summaries", Document),
        Trace.Staying<Community>(c => c.ProposedById, "proposals", Document),
        Trace.Staying<JoinRequest>(r => r.DecidedById, "acts", Log),
        Trace.Staying<Invitation>(i => i.ById, "acts", Log),
        Trace.Staying<Suspension>(s => s.ById, "acts", Log),
        Trace.Staying<RecordedEntry>(e => e.PersonId, "entries", Log),
        Trace.Staying<Act>(a => a.ActorId, "acts", Log),
        Trace.Staying<Act>(a => a.OnPersonId, "acts-on-you", Log),
    ];

    /// Columns of text that hold a mail address or a name without an id beside them. Erasures.cs sees to each.
    public static IReadOnlyList<(Type Row, string Column)> ByWords { get; } =
    [
        (typeof(Mail), nameof(Mail.To)),
        (typeof(MailKey), nameof(MailKey.Address)),
        (typeof(Invitation), nameof(Invitation.Mail)),
        (typeof(Answerer), nameof(Answerer.Mail)),
        (typeof(Hotseat), nameof(Hotseat.AnnouncementBy)),
    ];

    /// Tables that hang on the account by its own id, and go with it.
    public const string OfTheAccount = "UserId";
}
