using CommunityHub.Communities;
using CommunityHub.People;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Communities;

public sealed class CommunityDoorOnSqliteTests() : CommunityDoorTests(new SqliteTestDatabase());

[OnPostgres]
public sealed class CommunityDoorOnPostgresTests() : CommunityDoorTests(new PostgresTestDatabase());

public abstract class CommunityDoorTests(TestDatabase database) : IAsyncLifetime
{
    TestHub hub = null!;

    public async ValueTask InitializeAsync() => hub = await TestHub.OnAsync(database);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await hub.DisposeAsync();
    }

    /// Which of open, by request, private each may read, and which they may know of: ACCEPTANCE's matrix E1, rows P1.
    [Theory]
    [InlineData("visitor", "o", "or")]
    [InlineData("una", "o", "or")]
    [InlineData("ned", "o", "or")]
    [InlineData("xan", "o", "or")]
    [InlineData("fay", "o", "or")]
    [InlineData("bo", "orp", "orp")]
    [InlineData("ada", "orp", "orp")]
    [InlineData("cy", "or", "or")]
    [InlineData("dot", "o", "or")]
    [InlineData("eve", "o", "orp")]
    public async Task Each_sees_what_the_matrix_says(string who, string reads, string knows)
    {
        var (read, known) = await SeenByAsync(hub.Cast.Named(who));

        Assert.Equal((reads, knows), (read, known));
    }

    [Fact]
    public async Task Without_public_reading_a_visitor_sees_nothing_and_members_what_they_saw()
    {
        await hub.Writes.DoAsync(work =>
        {
            var settings = new CommunityHub.Site.SiteSettings();
            settings.Change("Hub", "", "", "Europe/London", "scotland", publicReading: false);
            work.Db.Add(settings);
            return Task.CompletedTask;
        }, TestContext.Current.CancellationToken);

        Assert.Equal(("", ""), await SeenByAsync(Actor.Visitor));
        Assert.Equal(("o", "or"), await SeenByAsync(hub.Cast.Ned));
        Assert.Equal(("orp", "orp"), await SeenByAsync(hub.Cast.Bo));
    }

    [Fact]
    public async Task A_recorded_entry_opens_the_door_to_an_administrator_for_an_hour()
    {
        await hub.Writes.DoAsync(work =>
        {
            work.Db.Add(RecordedEntry.Begin(hub.Cast.Private, hub.Cast.Dot.PersonId!.Value, "A report of harm.", work.Now));
            return Task.CompletedTask;
        }, TestContext.Current.CancellationToken);

        Assert.Equal("op", (await SeenByAsync(hub.Cast.Dot)).Reads);

        hub.Clock.Pass(RecordedEntry.Lasts);
        Assert.Equal("o", (await SeenByAsync(hub.Cast.Dot)).Reads);
    }

    async Task<(string Reads, string Knows)> SeenByAsync(Actor actor)
    {
        await using var db = hub.Databases.CreateDbContext();
        var reader = await Reader.ReadAsync(db, actor, hub.Now);
        return (Letters(await db.CommunitiesReadBy(reader).Select(c => c.Id).ToListAsync()), Letters(await db.CommunitiesKnownTo(reader).Select(c => c.Id).ToListAsync()));
    }

    string Letters(List<long> ids) => string.Concat(
        ids.Contains(hub.Cast.Open) ? "o" : "",
        ids.Contains(hub.Cast.ByRequest) ? "r" : "",
        ids.Contains(hub.Cast.Private) ? "p" : "");
}
