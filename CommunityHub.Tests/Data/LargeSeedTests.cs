using CommunityHub.Communities;
using CommunityHub.Data.Demo;
using CommunityHub.Data.Seed;
using CommunityHub.Forums;
using CommunityHub.Hotseats;
using CommunityHub.People;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Data;

public sealed class LargeSeedTests
{
    static readonly SeedSize Small = new(Communities: 70, Members: 300, Hotseats: 40, Questions: 500, Random: 1, Discussions: 60, Posts: 1_200);

    [Fact]
    public Task On_SQLite_as_many_are_there_as_were_asked_for() => PlantsAsync(new SqliteTestDatabase());

    [Fact, OnPostgres]
    public Task On_PostgreSQL_as_many_are_there_as_were_asked_for() => PlantsAsync(new PostgresTestDatabase());

    static async Task PlantsAsync(TestDatabase database)
    {
        await using var hub = await TestHub.EmptyAsync(database);
        await hub.Get<DemoWorld>().EnterAsync();
        var (people, communities, hotseats, questions) = await CountAsync(hub);
        var said = new List<string>();

        await hub.Get<LargeSeed>().PlantAsync(Small, "a password for all", again: false, said.Add, TestContext.Current.CancellationToken);

        Assert.Equal((people + 300, communities + 70, hotseats + 40, questions + 500), await CountAsync(hub));
        Assert.Contains(said, line => line.Contains("500 questions", StringComparison.Ordinal));
        Assert.True(await hub.LookAsync(db => db.Users.AnyAsync(a => a.Email == "member-300@seed.test")));

        // What is over is archived with most of its answers; what comes takes questions.
        Assert.Equal(2, await hub.LookAsync(db => db.Hotseats.CountAsync(h => h.Id > hotseats && h.State == HotseatState.Collecting)));
        Assert.InRange(await hub.LookAsync(db => db.Answers.CountAsync(a => a.Question.HotseatId > hotseats)), 350, 500);
        Assert.Equal(0, await hub.LookAsync(db => db.Questions.CountAsync(q => (q.AnsweredAt != null) != db.Answers.Any(a => a.QuestionId == q.Id))));
        Assert.Equal(0, await hub.LookAsync(db => db.Answerers.CountAsync(a => !db.Memberships.Any(m => m.PersonId == a.PersonId
            && db.Hotseats.Any(h => h.Id == a.HotseatId && h.CommunityId == m.CommunityId)))));
    }

    [Fact]
    public Task On_SQLite_discussions_agree_with_their_posts() => DiscussesAsync(new SqliteTestDatabase());

    [Fact, OnPostgres]
    public Task On_PostgreSQL_discussions_agree_with_their_posts() => DiscussesAsync(new PostgresTestDatabase());

    static async Task DiscussesAsync(TestDatabase database)
    {
        await using var hub = await TestHub.EmptyAsync(database);
        await PlantAsync(hub, again: false);

        Assert.Equal((60, 1_200), await hub.LookAsync(async db => (await db.Discussions.CountAsync(), await db.Posts.CountAsync())));
        Assert.True(await hub.LookAsync(db => db.Discussions.AnyAsync(d => d.PostCount == 120 && db.Communities.Any(c => c.Id == d.CommunityId && c.Kind == CommunityKind.Open))));
        Assert.Equal(0, await hub.LookAsync(db => db.Discussions.CountAsync(d => d.PostCount != db.Posts.Count(p => p.DiscussionId == d.Id)
            || d.LastPostAt != db.Posts.Where(p => p.DiscussionId == d.Id && p.Number == d.PostCount).Select(p => p.At).First())));
        Assert.Equal(0, await hub.LookAsync(db => db.Posts.CountAsync(p => p.Version != db.PostRevisions.Count(r => r.PostId == p.Id))));
        Assert.Equal(0, await hub.LookAsync(db => db.Posts.CountAsync(p => !db.Memberships.Any(m => m.PersonId == p.PersonId && m.CommunityId == p.Discussion.CommunityId))));

        // What is written afterwards, one by one, takes the next numbers.
        var open = await hub.LookAsync(db => db.Discussions.Where(d => d.LockedAt == null).OrderBy(d => d.Id).Select(d => new { d.PublicId, d.StarterId, d.PostCount }).FirstAsync());
        Assert.Equal(open.PostCount + 1, await hub.Get<DiscussionPosts>().PostAsync(Actor.Of(open.StarterId), open.PublicId, "One more."));
    }

    [Fact]
    public async Task A_second_one_needs_to_be_wished_for()
    {
        await using var hub = await TestHub.EmptyAsync(new SqliteTestDatabase());
        await PlantAsync(hub, again: false);

        var refused = await Assert.ThrowsAsync<RefusedException>(() => PlantAsync(hub, again: false));
        Assert.Equal("This site holds a seed already. Add --again for another one on top of it.", refused.Message);

        await PlantAsync(hub, again: true);
        Assert.Equal((600, 140, 80, 1000), await CountAsync(hub));
    }

    [Fact]
    public async Task The_same_number_gives_the_same_words_under_other_ids()
    {
        await using var one = await TestHub.EmptyAsync(new SqliteTestDatabase());
        await using var other = await TestHub.EmptyAsync(new SqliteTestDatabase());
        await PlantAsync(one, again: false);
        await PlantAsync(other, again: false);

        Assert.Equal(await WordsAsync(one), await WordsAsync(other));
        Assert.Empty((await IdsAsync(one)).Intersect(await IdsAsync(other)));
    }

    [Theory]
    [InlineData(0, 300, 40, 500)]
    [InlineData(1, 2, 0, 0)]
    [InlineData(1, 10, -1, 0)]
    [InlineData(1, 10, 0, 5)]
    [InlineData(1, 2_000_000_000, 0, 0)]
    public void Nonsense_is_refused(int communities, int members, int hotseats, int questions) =>
        Assert.Throws<RefusedException>(new SeedSize(communities, members, hotseats, questions, 1).Require);

    static Task PlantAsync(TestHub hub, bool again) => hub.Get<LargeSeed>().PlantAsync(Small, null, again, _ => { });

    static Task<List<string>> WordsAsync(TestHub hub) => hub.LookAsync(db => db.Questions.OrderBy(q => q.Id).Select(q => q.Text).ToListAsync());

    static Task<List<string>> IdsAsync(TestHub hub) => hub.LookAsync(db => db.Questions.Select(q => q.PublicId).ToListAsync());

    static Task<(int, int, int, int)> CountAsync(TestHub hub) => hub.LookAsync(async db =>
        (await db.People.CountAsync(), await db.Communities.CountAsync(), await db.Hotseats.CountAsync(), await db.Questions.CountAsync()));
}
