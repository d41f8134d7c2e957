using CommunityHub.Hotseats;
using CommunityHub.People;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Hotseats;

/// Hotseats set up by the operations themselves: Ada holds them, Gus sits in them.
sealed class Stage(TestHub hub)
{
    public const string Words = "How do you explain direct payments to a family?";

    /// Thursday 12 March 2026, 11:00 to 12:00 in London, where it is still winter.
    public static readonly DateTime Starts = new(2026, 3, 12, 11, 0, 0, DateTimeKind.Utc);

    public HotseatSessions Sessions => hub.Get<HotseatSessions>();
    public HotseatQuestions Questions => hub.Get<HotseatQuestions>();
    public QuestionMerges Merges => hub.Get<QuestionMerges>();
    public QuestionApprovals Approvals => hub.Get<QuestionApprovals>();
    public QuestionClarity Clarity => hub.Get<QuestionClarity>();
    public QuestionRefusals Refusals => hub.Get<QuestionRefusals>();
    public HotseatBackstage Backstage => hub.Get<HotseatBackstage>();
    public HotseatRooms Rooms => hub.Get<HotseatRooms>();
    public HotseatClock Clock => hub.Get<HotseatClock>();
    public Cast Cast => hub.Cast;

    public async Task<HotseatForm> FormAsync(DateTime? startsLocal = null, DateTime? opensLocal = null, string zone = "Europe/London", int minutes = 60) => new()
    {
        Title = "Ask Gus about direct payments",
        About = "Bring anything.",
        StartsLocal = startsLocal ?? new DateTime(2026, 3, 12, 11, 0, 0),
        QuestionsOpenLocal = opensLocal,
        Zone = zone,
        Minutes = minutes,
        GuestId = await IdOfAsync(Cast.Gus),
        GuestIntroduction = "Ran direct payments for years.",
    };

    public async Task<string> DraftAsync(long? community = null, HotseatForm? form = null) =>
        await Sessions.DraftAsync(Cast.Ada, await SlugAsync(community ?? Cast.ByRequest), form ?? await FormAsync());

    /// In the wanted state, by hand.
    public async Task<string> HotseatAsync(HotseatState state, long? community = null)
    {
        var opensLater = state is HotseatState.Announced ? new DateTime(2026, 3, 11, 9, 0, 0) : (DateTime?)null;
        var id = await DraftAsync(community, await FormAsync(opensLocal: opensLater));
        if (state is HotseatState.Draft) return id;
        if (state is HotseatState.Cancelled)
        {
            await Sessions.CancelAsync(Cast.Ada, id, "Gus is ill.");
            return id;
        }
        await Sessions.AnnounceAsync(Cast.Ada, id);
        if (state >= HotseatState.Live) await Sessions.GoLiveAsync(Cast.Ada, id);
        if (state >= HotseatState.WrappingUp) await Sessions.WrapUpAsync(Cast.Ada, id);
        if (state >= HotseatState.Archived) await Sessions.ArchiveAsync(Cast.Ada, id);
        Assert.Equal(state, (await LookAtAsync(id)).State);
        return id;
    }

    public Task<string> AskAsync(Actor actor, string hotseatId, string? words = Words, string? key = null) => Questions.AskAsync(actor, hotseatId, words, key);

    public Task<Hotseat> LookAtAsync(string hotseatId) =>
        hub.LookAsync(db => db.Hotseats.Include(h => h.Answerers).AsNoTracking().SingleAsync(h => h.PublicId == hotseatId));

    public Task<Question> LookAtQuestionAsync(string questionId) =>
        hub.LookAsync(db => db.Questions.AsNoTracking().SingleAsync(q => q.PublicId == questionId));

    public Task<int> CountVotesAsync(string questionId) => hub.LookAsync(db => db.Votes.CountAsync(v => v.Question.PublicId == questionId));

    /// The words of somebody's notices, oldest first.
    public Task<List<string>> NoticesOfAsync(Actor actor) =>
        hub.LookAsync(db => db.Notices.Where(n => n.PersonId == actor.PersonId).OrderBy(n => n.Id).Select(n => n.Words).ToListAsync());

    public Task<string> IdOfAsync(Actor actor) => hub.LookAsync(db => db.People.Where(p => p.Id == actor.PersonId).Select(p => p.PublicId).SingleAsync());

    public Task<string> SlugAsync(long community) => hub.LookAsync(db => db.Communities.Where(c => c.Id == community).Select(c => c.Slug).SingleAsync());

    /// Moves the clock and lets it do what is due.
    public Task TickAtAsync(DateTime utc)
    {
        hub.Clock.MoveTo(utc);
        return Clock.TickAsync(TestContext.Current.CancellationToken);
    }
}
