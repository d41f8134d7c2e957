using CommunityHub.Data;
using CommunityHub.Drafts;
using CommunityHub.Forums;
using CommunityHub.Imports;
using CommunityHub.Moderation;
using CommunityHub.People;
using CommunityHub.Polls;

namespace CommunityHub.Tests.Architecture;

/// Words in a discussion. Gives its public id.
static class ForumCanaries
{
    public static async Task<string> AddAsync(HubWork work, long communityId, string slug, IReadOnlyDictionary<string, Actor> people, AfterwardsCanaries.Say word)
    {
        var (db, now) = (work.Db, work.Now);
        var (member, facilitator) = (people["member"].PersonId!.Value, people["facilitator"].PersonId!.Value);
        var discussion = Discussion.Start(communityId, null, DiscussionKind.Question, word("title of a discussion", Seen.Inside), member, now.AddDays(-2));
        var first = discussion.Add(word("post before an edit", Seen.Inside), member, isHalfFinished: false, now.AddDays(-2));
        var gone = discussion.Add(word("post that was taken away", Seen.Only), member, isHalfFinished: false, now.AddDays(-2));
        db.AddRange(discussion, first, gone);
        await db.SaveChangesAsync();
        db.Add(first.Edit(word("post", Seen.Inside), isHalfFinished: false, isMinor: false, now.AddDays(-1)));
        db.Add(gone.Edit(word("post that was edited and then taken away", Seen.Only), isHalfFinished: false, isMinor: false, now.AddDays(-1)));
        gone.Remove(facilitator, word("reason why a post was taken away", Seen.Inside), now);
        db.AddRange(Follow.Of(discussion, member, now), ReadMark.Of(discussion, member, 2, now), PostThanks.For(first.Id, facilitator, now), PostReaction.To(first.Id, facilitator, ReactionKind.Agree, now));
        var bookmark = Bookmark.Of(first.Id, member, now);
        bookmark.Say(word("note of a bookmark", Seen.Only, "member"));
        db.Add(bookmark);
        foreach (var place in new[] { DiscussionPlaces.Reply(discussion.PublicId), DiscussionPlaces.Title(slug), DiscussionPlaces.First(slug), DiscussionPlaces.Edit(discussion.PublicId, 1) })
        {
            var draft = Draft.At(place, member, now);
            draft.Keep(word($"draft at {place.Split('/')[0]}", Seen.Only, "member"), now);
            db.Add(draft);
        }
        await ReportCanaries.AddAsync(db, communityId, [Reported.The(first)], word, now);
        await HideAsync(work, discussion, word, now);
        await AskAsync(db, first, gone, people, word, now);
        await ImportAsync(db, discussion, communityId, slug, word, now);
        return discussion.PublicId;
    }

    // Who wrote shows no name: neither in what is in, nor in what is on its way, nor in what a facilitator is to look at.
    static async Task HideAsync(HubWork work, Discussion discussion, AfterwardsCanaries.Say word, DateTime now)
    {
        var writer = Person.Register(word("name of who wrote without it", Seen.Only), "Europe/London", now.AddDays(-50));
        work.Db.Add(writer);
        await work.Db.SaveChangesAsync();
        var unnamed = await work.UnnamedAsync(writer.Id);
        var post = discussion.Add(word("post without a name", Seen.Inside), unnamed.ShownAs, isHalfFinished: false, now);
        work.Db.Add(post);
        work.Sign(post, unnamed);
        work.Db.Add(HeldPost.Reply(discussion, word("post without a name that a facilitator looks at", Seen.Facilitators), writer.Id, false, HoldReason.FirstPost, now).WithoutName(null));
        work.Db.Add(HeldPost.Reply(discussion, word("post without a name that is on its way", Seen.Only), writer.Id, false, HoldReason.Unnamed, now).WithoutName(now.AddDays(300)));
        await work.Db.SaveChangesAsync();
    }

    // Who voted is hidden; of a poll that went with its post nothing is left to see.
    static async Task AskAsync(HubDb db, Post first, Post gone, IReadOnlyDictionary<string, Actor> people, AfterwardsCanaries.Say word, DateTime now)
    {
        var voter = Person.Register(word("name of who voted where names are hidden", Seen.Only), "Europe/London", now.AddDays(-50));
        var asked = Poll.Of(new PollForm(word("question of a poll", Seen.Inside), $"{word("option of a poll", Seen.Inside)}\nAnother", false, false, null), first, null, now);
        var lost = Poll.Of(new PollForm(word("question of a poll that was taken away", Seen.Only), $"{word("option of a poll that was taken away", Seen.Only)}\nAnother", false, false, null), gone, null, now);
        db.AddRange(voter, asked, lost);
        await db.SaveChangesAsync();
        db.AddRange(PollVote.In(asked, voter.Id, 1, now), PollVote.In(asked, people["facilitator"].PersonId!.Value, 2, now));
    }

    // From another site: an author who wrote here, and one whose only post was moved away.
    static async Task ImportAsync(HubDb db, Discussion discussion, long communityId, string slug, AfterwardsCanaries.Say word, DateTime now)
    {
        var source = ImportSource.Begin(communityId, $"https://{slug}.test", word("name of a site that was imported", Seen.Inside), now);
        var (author, silent) = (Person.StandIn(word("name of an imported author", Seen.Inside), now), Person.StandIn(word("name of an imported author without a post", Seen.Facilitators), now));
        db.AddRange(source, author, silent);
        await db.SaveChangesAsync();
        var (known, idle) = (ImportedAuthor.Of(source.Id, "17", author), ImportedAuthor.Of(source.Id, "18", silent));
        var post = discussion.TakeIn(word("post that was imported", Seen.Inside), author.Id, now.AddDays(-200));
        db.AddRange(known, idle, post);
        await db.SaveChangesAsync();
        var marks = new ImportedMarks(12, word("licence of a post", Seen.Inside), $"https://elsewhere.test/{word("address of an original", Seen.Inside)}", word("remarks on an original", Seen.Inside));
        db.Add(ImportedPost.Of(post, source.Id, ImportedKind.Answer, "170", known.Id, marks));
    }
}
