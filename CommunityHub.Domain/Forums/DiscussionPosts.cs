using System.Globalization;
using CommunityHub.Attention;
using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Drafts;
using CommunityHub.Files;
using CommunityHub.Live;
using CommunityHub.Moderation;
using CommunityHub.People;
using CommunityHub.Polls;
using CommunityHub.RateLimits;
using CommunityHub.Text;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Forums;

/// What is done with the posts of a discussion: write, edit, take away, put back, thank.
public sealed class DiscussionPosts(HubWrites writes, Limits limits)
{
    /// By a member, who follows the discussion from then on unless they have muted it. Gives the post's number. Those who follow are told,
    /// each once until they have read; of a half-finished post nobody is. 0: it waits for a facilitator (<see cref="SpamChecks"/>), or appears in
    /// a few seconds without its writer's name (<see cref="UnnamedPosts"/>). The trap is
    /// what came in the field of the form that people do not see.
    public async Task<int> PostAsync(Actor actor, string discussionId, string? text, bool isHalfFinished = false, string? key = null, string? trap = null,
        IReadOnlyList<ReadyFile>? files = null, PollForm? poll = null, bool isUnnamed = false)
    {
        var number = await writes.DoAsync(async work =>
        {
            var (discussion, standing) = await work.InDiscussionAsync(actor, discussionId);
            var me = standing.RequireMember();
            return await work.OnceAsync(me, key, async () =>
            {
                if (isUnnamed) await work.RequireUnnamedAsync(discussion.CommunityId);
                var held = work.HoldOrNull(await work.WhyHoldAsync(standing, text, trap), isUnnamed,
                    reason => HeldPost.Reply(discussion, text, me, isHalfFinished, reason, work.Now));
                var post = held is null ? await work.AddPostAsync(discussion, text, Writer.Named(me, standing.Reader.Name), isHalfFinished) : null;
                await work.CountAsync(() => limits.RequirePostAsync(standing.Reader));
                if (held is not null) work.Hold(held);
                await work.AttachAsync(files ?? [], me, post, held);
                await work.PutPollAsync(poll, post, held);
                await work.ForgetDraftsAsync(me, [DiscussionPlaces.Reply(discussionId), .. DiscussionPlaces.Poll(discussionId).All]);
                return (post?.Number ?? 0).ToString(CultureInfo.InvariantCulture);
            }, $"{text}{string.Concat((files ?? []).Select(file => $"\n{file.Name} {file.Bytes.Length}"))}{poll?.Question}{poll?.Options}{isUnnamed}");
        });
        return int.Parse(number, CultureInfo.InvariantCulture);
    }

    /// By who wrote it. The version is the one that was read: who edited it elsewhere meanwhile is told, and keeps both texts. Nobody is
    /// mailed about an edit; a minor one is not even shown beside the post. Files come with it, or are taken off: an edit like one of words.
    public Task EditAsync(Actor actor, string discussionId, int number, string? text, int version, bool isMinor = false, bool isHalfFinished = false,
        PollForm? poll = null, IReadOnlyList<ReadyFile>? files = null, IReadOnlyList<string>? takenOff = null) => writes.DoAsync(async work =>
    {
        var (added, gone) = (files ?? [], takenOff ?? []);
        var (post, discussion, standing) = await work.InPostAsync(actor, discussionId, number);
        var me = standing.RequireMember();
        if (!await work.Db.HasWrittenAsync(post, me)) throw new RefusedException("Only who wrote a post can edit it.");
        if (post.RemovedAt is not null) throw new RefusedException("This post has been taken away. What you typed is kept.");
        discussion.RequireUnlocked();
        var (words, people) = await work.NamePeopleAsync(discussion.CommunityId, text, post);
        var isSame = Wording.Clean(words) == post.Text && post.IsHalfFinished == isHalfFinished
            && (post.Version == version ? added.Count + gone.Count == 0 : await work.HasFilesSoAsync(post, added, gone));
        if (post.Version != version && !isSame)
        {
            throw new RefusedException("You changed this post in another place meanwhile. What you typed here is kept: compare the two, and send again.");
        }
        await work.PutPollAsync(poll, post, held: null);
        if (!isSame)
        {
            work.Db.Add(post.Edit(words, isHalfFinished, isMinor, work.Now));
            await work.ChangeFilesAsync(post, me, added, gone);
        }
        await work.MentionAsync(discussion, post, people, tells: !isHalfFinished && !isMinor, post.IsUnnamed ? await work.UnnamedAsync(me) : Writer.Named(me, standing.Reader.Name));
        await work.ForgetDraftsAsync(me, [DiscussionPlaces.Edit(discussionId, number), .. DiscussionPlaces.EditPoll(discussionId, number).All]);
        work.Ring(discussion);
    });

    /// By who wrote it; or by a facilitator, who says why: then it stands in the log, and its writer is told.
    public Task RemoveAsync(Actor actor, string discussionId, int number, string? why) => writes.DoAsync(async work =>
    {
        var (post, discussion, standing) = await work.InPostAsync(actor, discussionId, number);
        var me = standing.RequireMember();
        var isOwn = await work.Db.HasWrittenAsync(post, me);
        if (!isOwn && !standing.IsFacilitator) throw new RefusedException("Only who wrote a post or a facilitator can take it away.");
        if (post.RemovedAt is not null) return;
        if (!standing.IsFacilitator) discussion.RequireUnlocked();
        await work.RemoveAsync(actor, discussion, post, me, why);
        await work.ForgetDraftAsync(me, DiscussionPlaces.Remove(discussionId, number));
    });

    /// By who took it away, or by a facilitator.
    public Task RestoreAsync(Actor actor, string discussionId, int number) => writes.DoAsync(async work =>
    {
        var (post, discussion, standing) = await work.InPostAsync(actor, discussionId, number);
        var me = standing.RequireMember();
        if (post.RemovedAt is null) return;
        var isOwn = await work.Db.HasWrittenAsync(post, me);
        if (!standing.IsFacilitator && !(isOwn && post.RemovedById == post.PersonId)) throw new RefusedException("Only who took a post away or a facilitator can put it back.");
        post.Restore();
        if (!isOwn)
        {
            work.Record(actor, DiscussionVerbs.Restored, discussion.CommunityId, post.PersonId, discussion.Title);
            await work.TellWriterAsync(post, DiscussionNews.Restored(discussion, post));
        }
        work.Ring(discussion);
    });

    /// Once a person; taken back with false. Twice is once.
    public Task ThankAsync(Actor actor, string discussionId, int number, bool thanks) => writes.DoAsync(async work =>
    {
        var (post, discussion, standing) = await work.InPostAsync(actor, discussionId, number);
        var me = standing.RequireMember();
        var before = await work.Db.PostThanks.SingleOrDefaultAsync(t => t.PostId == post.Id && t.PersonId == me);
        if (thanks == before is not null) return;
        if (await work.Db.HasWrittenAsync(post, me)) throw new RefusedException("This is your own post. The thanks are for you.");
        if (post.RemovedAt is not null) throw new RefusedException("This post has been taken away.");
        await work.CountAsync(() => limits.RequireAsync(Limit.Vote, me, standing.Reader.TimeZone));
        if (thanks) work.Db.Add(PostThanks.For(post.Id, me, work.Now));
        else work.Db.Remove(before!);
        work.Announce(LiveTopic.DiscussionThanks(discussion.Id));
    });
}
