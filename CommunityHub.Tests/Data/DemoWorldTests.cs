using CommunityHub.Accounts;
using CommunityHub.Communities;
using CommunityHub.Data.Demo;
using CommunityHub.Hotseats;
using CommunityHub.People;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Data;

public sealed class DemoWorldOnSqliteTests(SharedDemo<SqliteTestDatabase> demo) : DemoWorldTests<SqliteTestDatabase>(demo);

[OnPostgres]
public sealed class DemoWorldOnPostgresTests(SharedDemo<PostgresTestDatabase> demo) : DemoWorldTests<PostgresTestDatabase>(demo);

/// One demo world for tests that only look at it.
public sealed class SharedDemo<T> : IAsyncDisposable where T : TestDatabase, new()
{
    TestHub? hub;

    public async Task<TestHub> GetAsync() => hub ??= await Demos.MakeAsync(new T());

    public ValueTask DisposeAsync() => hub?.DisposeAsync() ?? ValueTask.CompletedTask;
}

static class Demos
{
    public static async Task<TestHub> MakeAsync(TestDatabase database)
    {
        var hub = await TestHub.EmptyAsync(database);
        Assert.True(await hub.Get<DemoWorld>().EnterAsync());
        return hub;
    }
}

public abstract class DemoWorldTests<T>(SharedDemo<T> demo) : IClassFixture<SharedDemo<T>>, IAsyncLifetime where T : TestDatabase, new()
{
    TestHub hub = null!;

    public async ValueTask InitializeAsync() => hub = await demo.GetAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("visitor", "Housing Repairs", "Adult Social Care, Housing Repairs, School Transport")]
    [InlineData("ned", "Housing Repairs", "Adult Social Care, Housing Repairs, School Transport")]
    [InlineData("dot", "Housing Repairs", "Adult Social Care, Housing Repairs, School Transport")]
    [InlineData("eve", "Housing Repairs", "Adult Social Care, Housing Repairs, School Transport")]
    [InlineData("cy", "Adult Social Care, Housing Repairs", "Adult Social Care, Housing Repairs, School Transport")]
    [InlineData("bo", "Adult Social Care, Housing Repairs, Lone Worker Safety", "Adult Social Care, Housing Repairs, Lone Worker Safety, School Transport")]
    [InlineData("gus", "Adult Social Care, Housing Repairs, Lone Worker Safety", "Adult Social Care, Housing Repairs, Lone Worker Safety, School Transport")]
    [InlineData("fay", "Facilitators, Housing Repairs, School Transport", "Adult Social Care, Facilitators, Housing Repairs, School Transport")]
    [InlineData("ada", "Adult Social Care, Facilitators, Housing Repairs, Lone Worker Safety", "Adult Social Care, Facilitators, Housing Repairs, Lone Worker Safety, School Transport")]
    public async Task Everybody_reads_and_knows_of_what_is_theirs(string who, string reads, string knows)
    {
        var actor = await ActorAsync(who);
        var reader = await hub.LookAsync(db => Reader.ReadAsync(db, actor, hub.Now));

        Assert.Equal(reads, string.Join(", ", await hub.LookAsync(db => db.CommunitiesReadBy(reader).Select(c => c.Name).OrderBy(name => name).ToListAsync())));
        Assert.Equal(knows, string.Join(", ", await hub.LookAsync(db => db.CommunitiesKnownTo(reader).Select(c => c.Name).OrderBy(name => name).ToListAsync())));
    }

    [Theory]
    [InlineData("ada", "Adult Social Care, Facilitators, Housing Repairs, Lone Worker Safety")]
    [InlineData("fay", "School Transport")]
    [InlineData("bo", "")]
    [InlineData("gus", "")]
    [InlineData("dot", "")]
    public async Task Ada_and_Fay_facilitate(string who, string communities)
    {
        var me = (await ActorAsync(who)).PersonId;

        Assert.Equal(communities, string.Join(", ", await hub.LookAsync(db => db.Communities
            .Where(c => db.Roles.Any(r => r.CommunityId == c.Id && r.PersonId == me && r.Until == null))
            .Select(c => c.Name).OrderBy(name => name).ToListAsync())));
    }

    [Fact]
    public async Task Being_in_the_facilitators_own_community_follows_the_role() => Assert.Equal(
        await hub.LookAsync(db => db.Roles.Select(r => r.PersonId).Distinct().OrderBy(id => id).ToListAsync()),
        await hub.LookAsync(db => db.Memberships
            .Where(m => db.Communities.Any(c => c.Id == m.CommunityId && c.IsFacilitatorsOwn))
            .Select(m => m.PersonId).OrderBy(id => id).ToListAsync()));

    [Fact]
    public async Task Eve_is_kept_out_of_Adult_Social_Care_only()
    {
        var eve = await ActorAsync("eve");
        var reader = await hub.LookAsync(db => Reader.ReadAsync(db, eve, hub.Now));
        var suspension = Assert.Single(await hub.LookAsync(db => db.Suspensions.ToListAsync()));

        Assert.Null(reader.Suspension);
        Assert.Equal(eve.PersonId, suspension.PersonId);
        Assert.Equal("Adult Social Care", await hub.LookAsync(db => db.Communities.Where(c => c.Id == suspension.CommunityId).Select(c => c.Name).SingleAsync()));
    }

    [Fact]
    public async Task Only_Dot_is_an_administrator_and_only_Cy_joined_today()
    {
        Assert.Equal(["Dot Ashdown"], await hub.LookAsync(db => db.People.Where(p => p.AdministratorSince != null).Select(p => p.Name).ToListAsync()));
        Assert.Equal(["Cy Morrow"], await hub.LookAsync(db => db.People.Where(p => p.JoinedAt > hub.Now.AddDays(-1) && p.PublicId != Person.UnnamedId).Select(p => p.Name).ToListAsync()));
    }

    [Fact]
    public async Task There_is_a_live_room_a_finished_one_and_one_to_come_in_each_kind_of_community_that_has_none()
    {
        var hotseats = await hub.LookAsync(db => db.Hotseats
            .Join(db.Communities, h => h.CommunityId, c => c.Id, (h, c) => new
            {
                c.Name,
                c.Kind,
                Hotseat = h,
                Waiting = db.Questions.Count(q => q.HotseatId == h.Id && q.AnsweredAt == null),
                Answered = db.Answers.Count(a => a.Question.HotseatId == h.Id),
            })
            .OrderBy(h => h.Hotseat.StartsAt).ToListAsync());

        Assert.Equal(
            [(HotseatState.Archived, "Housing Repairs", 0, 30), (HotseatState.Live, "Adult Social Care", 17, 14), (HotseatState.Collecting, "Lone Worker Safety", 5, 0), (HotseatState.Collecting, "Housing Repairs", 10, 0)],
            hotseats.Select(h => (h.Hotseat.State, h.Name, h.Waiting, h.Answered)));
        Assert.Equal(3, hotseats.Select(h => h.Kind).Distinct().Count());
    }

    [Fact]
    public async Task The_live_room_began_37_minutes_ago_and_stays_open_for_a_day()
    {
        var live = await hub.LookAsync(db => db.Hotseats.SingleAsync(h => h.State == HotseatState.Live));

        Assert.Equal(hub.Now.AddMinutes(-37), live.StartsAt);
        Assert.Equal(hub.Now.AddDays(1), live.EndsAt);
        Assert.NotNull(live.AnsweringId);
        Assert.NotNull(live.Announcement);
    }

    [Fact]
    public async Task The_clock_finds_it_as_if_it_had_run_all_along()
    {
        await using var hub = await Demos.MakeAsync(new T());
        await hub.Get<HotseatClock>().TickAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, await hub.LookAsync(db => db.Notices.CountAsync())); // nobody is reminded of what has begun
        hub.Clock.Pass(TimeSpan.FromHours(23));
        await hub.Get<HotseatClock>().TickAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, await hub.LookAsync(db => db.Hotseats.CountAsync(h => h.State == HotseatState.Live)));
    }

    [Fact]
    public async Task The_one_to_come_is_on_Thursday_of_next_week_from_11_to_12_UK_time()
    {
        var next = await hub.LookAsync(db => db.Hotseats.Where(h => h.State == HotseatState.Collecting).OrderByDescending(h => h.StartsAt).FirstAsync());

        // The clock of the tests starts on Thursday 5 March 2026.
        Assert.Equal(new DateTime(2026, 3, 12, 11, 0, 0), next.StartsLocal);
        Assert.Equal(("Europe/London", 60), (next.Zone, next.Minutes));
    }

    [Fact]
    public async Task Nothing_in_it_lies_in_the_future_or_comes_before_what_it_belongs_to()
    {
        Assert.Equal(0, await hub.LookAsync(db => db.Votes.CountAsync(v => v.At > hub.Now || v.At < v.Question.AskedAt)));
        Assert.Equal(0, await hub.LookAsync(db => db.Answers.CountAsync(a => a.AnsweredAt > hub.Now || a.AnsweredAt < a.Question.AskedAt)));
        Assert.Equal(0, await hub.LookAsync(db => db.Questions.CountAsync(q => q.AskedAt > hub.Now)));
        Assert.Equal(0, await hub.LookAsync(db => db.Memberships.CountAsync(m => m.From > hub.Now || m.From < m.Person.JoinedAt)));
    }

    [Fact]
    public async Task Whoever_asks_or_votes_is_a_member_and_the_asker_counts_as_one()
    {
        Assert.Equal(0, await hub.LookAsync(db => db.Votes.CountAsync(v => !db.Memberships.Any(m => m.PersonId == v.PersonId
            && db.Hotseats.Any(h => h.Id == v.Question.HotseatId && h.CommunityId == m.CommunityId)))));
        Assert.Equal(0, await hub.LookAsync(db => db.QuestionAskers.CountAsync(a => !db.Votes.Any(v => v.QuestionId == a.QuestionId && v.PersonId == a.PersonId))));
        Assert.Equal(31, await hub.LookAsync(db => db.Votes.CountAsync(v => db.Hotseats.Any(h => h.AnsweringId == v.QuestionId))));
    }

    [Theory]
    [InlineData("ada")]
    [InlineData("bo")]
    [InlineData("cy")]
    [InlineData("dot")]
    [InlineData("eve")]
    [InlineData("gus")]
    [InlineData("fay")]
    [InlineData("ned")]
    public async Task Each_of_the_cast_can_sign_in(string who) =>
        Assert.Equal((await ActorAsync(who)).PersonId, (await hub.Get<SignIns>().WithPasswordAsync($"{who}@demo.test", "demo-Pass-1", "a browser", "here")).PersonId);

    [Fact]
    public async Task It_is_made_only_where_nobody_is()
    {
        Assert.False(await hub.Get<DemoWorld>().EnterAsync());
        Assert.Equal(48, await hub.LookAsync(db => db.People.CountAsync(p => p.Kind == CommunityHub.People.PersonKind.Registered)));
    }

    async Task<Actor> ActorAsync(string who) => who is "visitor"
        ? Actor.Visitor
        : Actor.Of(await hub.LookAsync(db => db.Users.Where(a => a.Email == $"{who}@demo.test").Select(a => a.PersonId).SingleAsync()));
}
