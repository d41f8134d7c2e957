using CommunityHub.Data.Demo;
using CommunityHub.Data.Seed;
using CommunityHub.Hotseats;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Data;

public sealed class LargeSeedTests
{
    static readonly SeedSize Small = new(Communities: 70, Members: 300, Hotseats: 40, Questions: 500, Random: 1);

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
