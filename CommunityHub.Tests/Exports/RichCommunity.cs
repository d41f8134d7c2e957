using System.Text;
using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Data.Demo;
using CommunityHub.Files;
using CommunityHub.Forums;
using CommunityHub.Hotseats;
using CommunityHub.Hotseats.Afterwards;
using CommunityHub.Moderation;
using CommunityHub.People;
using CommunityHub.Polls;
using CommunityHub.RateLimits;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Exports;

/// The demo world, and in its community with the live hotseat something of everything that can stand in one.
sealed class RichCommunity
{
    public const string Slug = "adult-social-care";
    public const string Held = "Held until somebody looks", TakenAway = "Words that were taken away", Unsent = "Words that nobody has sent";

    public const string WithoutName = "What nobody should know that I wrote", OnItsWay = "What comes without a name in a moment";

    /// A member of nothing who asked, wrote and voted without a name.
    public const string Nobody = DemoCast.Ned, NobodysOrganisation = "Marlow Fen Parish Council";

    readonly TestHub hub;

    RichCommunity(TestHub hub) => this.hub = hub;

    public static async Task MakeAsync(TestHub hub)
    {
        hub.Get<Limits>().AreOff = true;
        await hub.Get<DemoWorld>().EnterAsync();
        var made = new RichCommunity(hub);
        await made.TalkAsync();
        await made.AskAsync();
    }

    async Task<Actor> ActorAsync(string name) => Actor.Of(await hub.LookAsync(db => db.People.Where(p => p.Name == name).Select(p => p.Id).SingleAsync()));

    async Task TalkAsync()
    {
        var (ada, bo, gus, ned) = (await ActorAsync(DemoCast.Ada), await ActorAsync(DemoCast.Bo), await ActorAsync(DemoCast.Gus), (await ActorAsync(Nobody)).PersonId!.Value);
        var (discussions, posts) = (hub.Get<Discussions>(), hub.Get<DiscussionPosts>());
        var files = ReadyFile.Of([new Upload("plan.txt", Encoding.UTF8.GetBytes("A plan.")), new Upload("ramp.png", Pictures.Small, "A ramp")]);
        var one = await discussions.StartAsync(bo, Slug, new DiscussionForm(DiscussionKind.Question, "Who keeps a list?", "We do. @Ada Osei has it.", Files: files));
        await posts.PostAsync(gus, one, $"See [the page](/discussions/{one}#post-1), the [people](/communities/{Slug}/members) and https://example.org/discussions/{one}");
        await posts.EditAsync(gus, one, 2, $"See [the page](/discussions/{one}#post-1), and the [people](/communities/{Slug}/members).", 0);
        await posts.PostAsync(bo, one, TakenAway);
        await posts.RemoveAsync(ada, one, 3, "Not here.");
        await posts.PostAsync(bo, one, "Half of it", isHalfFinished: true);
        await posts.ThankAsync(ada, one, 1, true);
        await hub.Get<PostReactions>().ReactAsync(gus, one, 1, ReactionKind.Helpful, true);
        await discussions.MarkAnswerAsync(bo, one, 2);
        await discussions.PinAsync(ada, one, true);
        var two = await discussions.StartAsync(gus, Slug, new DiscussionForm(DiscussionKind.Talk, "The same again", "Of lists."));
        await posts.PostAsync(bo, two, "And of tables.");
        var split = await hub.Get<DiscussionMoves>().SplitAsync(ada, two, [2], "Tables", DiscussionKind.Talk, null);
        await discussions.LockAsync(ada, split, true);
        await hub.Get<DiscussionMoves>().MergeAsync(ada, two, one);
        await hub.Writes.DoAsync(async work =>
        {
            var discussion = await work.Db.Discussions.SingleAsync(d => d.PublicId == one);
            var community = await work.Db.Communities.SingleAsync(c => c.Id == discussion.CommunityId);
            (community.Settings.FirstReplyHours, community.Settings.Welcome) = (24, $"Welcome. Begin [here](/discussions/{one}).");
            work.Db.Add(HeldPost.Reply(discussion, Held, gus.PersonId!.Value, false, HoldReason.ManyLinks, work.Now));
            var unnamed = await work.UnnamedAsync(ned);
            var post = discussion.Add(WithoutName, unnamed.ShownAs, false, work.Now);
            var poll = Poll.Of(new PollForm("Do you dare?", "Yes\nNo", IsMany: false, ShowsNames: false, ClosesAt: null), post, null, work.Now);
            work.Db.AddRange(post, poll);
            work.Sign(post, unnamed);
            work.Db.Add(HeldPost.Reply(discussion, OnItsWay, ned, false, HoldReason.Unnamed, work.Now).WithoutName(work.Now.AddDays(1)));
            await work.Db.SaveChangesAsync();
            work.Db.Add(PollVote.In(poll, ned, 2, work.Now));
            work.Db.Add(Theme.Add("Lists", discussion.CommunityId, 0, work.Now));
            work.Db.Add(FirstReply.Promised(discussion, TimeSpan.FromHours(24), work.Now));
            work.Db.Add(Volunteer.Of(discussion.CommunityId, gus.PersonId.Value, work.Now));
        });
    }

    async Task AskAsync()
    {
        var (ada, bo, cy, gus, ned) = (await ActorAsync(DemoCast.Ada), await ActorAsync(DemoCast.Bo), await ActorAsync(DemoCast.Cy), await ActorAsync(DemoCast.Gus), await ActorAsync(Nobody));
        var (id, community) = await hub.LookAsync(async db =>
        {
            var live = await db.Hotseats.SingleAsync(h => h.State == HotseatState.Live);
            return (live.PublicId, live.CommunityId);
        });
        var questions = hub.Get<HotseatQuestions>();
        await hub.Writes.DoAsync(work => Task.FromResult(work.Db.Add(Membership.Begin(community, ned.PersonId!.Value, work.Now.AddDays(-1)))));
        var unnamed = await questions.AskAsync(ned, id, "May I ask what nobody should know of me?", naming: Naming.Unnamed);
        // So that nothing else leads to them.
        await hub.Writes.DoAsync(work => work.Db.Memberships.Where(m => m.PersonId == ned.PersonId).ExecuteDeleteAsync());
        var toFacilitators = await questions.AskAsync(cy, id, "And one for those who run it?", naming: Naming.ToFacilitators);
        var named = await questions.AskAsync(bo, id, "Do you keep a list of lists?");
        hub.Clock.Pass(TimeSpan.FromSeconds(40));
        await questions.VoteAsync(gus, unnamed, true);
        await questions.VoteAsync(cy, unnamed, true);
        await questions.VoteAsync(cy, named, true);
        await hub.Get<QuestionMerges>().MergeAsync(ada, unnamed, [named]);
        await questions.DeclineAsync(ada, toFacilitators, "Another time, kindly.");
        await hub.Get<HotseatTopics>().PutAsync(ada, unnamed);
        var answer = await questions.AnswerAsync(gus, unnamed, "Yes, and it is short.");
        await hub.Get<HotseatAmendments>().AmendAsync(gus, answer, "Yes, and it was short.", 0);
        await hub.Get<HotseatComments>().CommentAsync(bo, answer, $"Nice. See /hotseats/{id}#q-{unnamed}");
        await hub.Get<HotseatComments>().ThankAsync(cy, answer, true);
    }
}

static class Pictures
{
    public static byte[] Small
    {
        get
        {
            using var bitmap = new SkiaSharp.SKBitmap(8, 6);
            bitmap.Erase(SkiaSharp.SKColors.SeaGreen);
            using var data = bitmap.Encode(SkiaSharp.SKEncodedImageFormat.Png, 100);
            return data.ToArray();
        }
    }
}
