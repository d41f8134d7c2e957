using CommunityHub.Communities;
using CommunityHub.Forums;
using CommunityHub.People;
using CommunityHub.Polls;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Data.Demo;

/// A discussion to try the forum with. All people in it are made up.
sealed record DemoDiscussion(DiscussionKind Kind, string Title, int? Answer, bool IsPinned, params DemoPost[] Posts);

/// Who wrote it, and how many hours ago. Thanks: how many members gave some.
sealed record DemoPost(string By, int HoursAgo, string Text, int Thanks = 0, bool IsHalfFinished = false)
{
    /// It shows no name.
    public bool IsUnnamed { get; init; }
    public PollForm? Poll { get; init; }

    /// Who voted for which of its options, from 0.
    public (string By, int Option)[] Votes { get; init; } = [];
}

static class DemoForum
{
    public static readonly DemoDiscussion[] Repairs =
    [
        new(DiscussionKind.Question, "How do you word a missed-appointment card?", Answer: 3, IsPinned: false,
            new DemoPost(DemoCast.Cy, 51, "Ours says “We called and you were out”. People ring us and are cross, and I would be, too.\n\nDoes anybody have a card that helps?", 4),
            new DemoPost(DemoCast.Rhys, 49, "We dropped “you were out” altogether. Half the time the bell did not work."),
            new DemoPost(DemoCast.Bo, 46, "This has worked since spring:\n\n1. *We came at 10:20 to mend your bathroom fan.*\n2. *Ring this number or send a text: we come back within three days.*\n3. *Was the bell broken? Tell us, we mend that too.*\n\nCalls about the card went down by half.", 9),
            new DemoPost(DemoCast.Cy, 45, "Number three is the one. Thank you, I take it to my manager tomorrow.", 2)),
        new(DiscussionKind.Talk, "Welcome: say who you are and what you mend", Answer: null, IsPinned: true,
            new DemoPost(DemoCast.Ada, 900, "Two lines are enough. Nobody here minds a simple question, and “I am new and have none yet” is a fine post.", 6),
            new DemoPost(DemoCast.Gus, 880, "Gus, Harrowdale. Adaptations, mostly. I can say something about walls that will not hold a rail."),
            new DemoPost(DemoCast.Ada, 700, "We could talk for half an hour now and then. When would you come?", 1)
            {
                Poll = new PollForm("When suits you for half an hour together?", "Tuesday at 12:30\nWednesday at 12:30\nThursday at 16:00", IsMany: true, ShowsNames: false, ClosesAt: null),
                Votes = [(DemoCast.Bo, 0), (DemoCast.Gus, 0), (DemoCast.Cy, 2), (DemoCast.Rhys, 1)],
            },
            new DemoPost(DemoCast.Bo, 620, "Bo. I plan the vans. I would like to learn how others leave room for what is urgent.")),
    ];

    public static readonly DemoDiscussion[] Care =
    [
        new(DiscussionKind.Question, "Carer’s assessments by phone: who has tried?", Answer: null, IsPinned: false,
            new DemoPost(DemoCast.Tom, 74, "We are four weeks behind with carer’s assessments. My manager suggests we do the first part by phone.\n\nI worry we will miss what people do not say. Has anyone tried it?", 6),
            new DemoPost(DemoCast.Bo, 72, "We did it for a year. Two things surprised us: calls were longer than visits, and carers cried more. Nobody was watching them.", 7),
            new DemoPost(DemoCast.Ada, 30, "> calls were longer than visits\n\nSame here. We ask at the end: “Is there something you would rather say face to face?” About a fifth say yes.", 11)),
        new(DiscussionKind.Talk, "Draft: our letter to people who said no to direct payments", Answer: null, IsPinned: false,
            new DemoPost(DemoCast.Gus, 20, "Only the first half, and it still sounds like a form:\n\n> You told us that you do not want a direct payment. That is fine. You can change your mind at any time.\n\nWhat would you leave out?", 1, IsHalfFinished: true)),
    ];

    public static readonly DemoDiscussion[] LoneWorkers =
    [
        new(DiscussionKind.Talk, "What we changed after the Elm Street visit", Answer: null, IsPinned: false,
            new DemoPost(DemoCast.Ada, 140, "No blame here. We changed one thing: whoever goes alone says a time, and somebody by name waits for the call.", 5),
            new DemoPost(DemoCast.Bo, 120, "We do that on paper, on the door of the office. It has never failed to start up.", 3),
            new DemoPost(DemoCast.Gus, 60, "I once left without saying when I would be back, and told nobody afterwards. Nothing happened. I still think of it, and I would rather say it here than nowhere.", 4) { IsUnnamed = true }),
    ];

    /// Who wrote in it follows it, and has read up to their own last post.
    public static async Task MakeAsync(HubWork work, Dictionary<string, Person> people, Community community, DemoDiscussion made)
    {
        var (db, now) = (work.Db, work.Now);
        var starter = people[made.Posts[0].By];
        var discussion = Discussion.Start(community.Id, null, made.Kind, made.Title, starter.Id, now.AddHours(-made.Posts[0].HoursAgo));
        var writers = new List<Writer>();
        foreach (var (by, isUnnamed) in made.Posts.Select(post => (people[post.By], post.IsUnnamed))) writers.Add(isUnnamed ? await work.UnnamedAsync(by.Id) : Writer.Named(by.Id, by.Name));
        var posts = made.Posts.Zip(writers, (post, writer) => discussion.Add(post.Text, writer.ShownAs, post.IsHalfFinished, now.AddHours(-post.HoursAgo))).ToList();
        db.Add(discussion);
        db.AddRange(posts);
        foreach (var (post, writer) in posts.Zip(writers)) work.Sign(post, writer);
        await db.SaveChangesAsync();
        foreach (var (post, asked) in posts.Zip(made.Posts).Where(one => one.Second.Poll is not null))
        {
            var poll = Poll.Of(asked.Poll!, post, null, now);
            db.Add(poll);
            await db.SaveChangesAsync();
            db.AddRange(asked.Votes.Select(vote => PollVote.In(poll, people[vote.By].Id, poll.Choose([vote.Option], now), now)));
        }
        if (made.Answer is { } answer) discussion.Mark(posts[answer - 1], starter.Id, now.AddHours(-1));
        if (made.IsPinned) discussion.Pin(people[DemoCast.Ada].Id, discussion.StartedAt);
        foreach (var writer in writers.Select(writer => writer.PersonId).Distinct())
        {
            db.Add(Follow.Of(discussion, writer, now));
            db.Add(ReadMark.Of(discussion, writer, writers.FindLastIndex(one => one.PersonId == writer) + 1, now));
        }
        var members = await db.Memberships.Where(m => m.CommunityId == community.Id).OrderBy(m => m.Id).Select(m => m.PersonId).ToListAsync();
        foreach (var (post, thanks) in posts.Zip(made.Posts, (post, like) => (post, like.Thanks)))
        {
            db.AddRange(members.Where(member => member != post.PersonId).Take(thanks).Select(member => PostThanks.For(post.Id, member, now)));
            if (thanks > 1) db.AddRange(members.Where(member => member != post.PersonId).Skip(1).Take(thanks).Select((member, i) => PostReaction.To(post.Id, member, (ReactionKind)(i % 3), now)));
        }
    }
}
