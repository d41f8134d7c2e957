using CommunityHub.Drafts;
using CommunityHub.Forums;
using CommunityHub.People;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Forums;

public sealed class TypingOnSqliteTests() : TypingTests(new SqliteTestDatabase());

[OnPostgres]
public sealed class TypingOnPostgresTests() : TypingTests(new PostgresTestDatabase());

/// Who is writing in a discussion just now.
public abstract class TypingTests(TestDatabase database) : ForumTest(database)
{
    [Fact]
    public async Task A_member_whose_reply_grows_is_writing_for_some_seconds()
    {
        var (id, discussion) = await DiscussionAsync();
        Assert.Empty(await Hub.Get<Typing>().InAsync(discussion));
        await KeepAsync(Cast.Gus, id, "We d");
        Assert.Null(Assert.Single(await Hub.Get<Typing>().InAsync(discussion)).Name); // named only where they don't mind

        await Hub.Writes.DoAsync(async work => (await work.Db.People.SingleAsync(p => p.Id == Cast.Gus.PersonId, TestContext.Current.CancellationToken)).BeNamedInRooms(true), TestContext.Current.CancellationToken);
        Hub.Clock.Pass(TimeSpan.FromSeconds(1));
        await KeepAsync(Cast.Gus, id, "We did");
        Assert.Equal("Gus Hallam", Assert.Single(await Hub.Get<Typing>().InAsync(discussion)).Name);

        Hub.Clock.Pass(Typing.Lasts);
        await KeepAsync(Cast.Ada, id, "I");
        Assert.Null(Assert.Single(await Hub.Get<Typing>().InAsync(discussion)).Name); // Ada; Gus has stopped
    }

    [Theory]
    [InlineData("ned")]
    [InlineData("dot")]
    [InlineData("eve")]
    [InlineData("xan")]
    public async Task Who_is_no_member_is_never_writing_there(string who)
    {
        var (id, discussion) = await DiscussionAsync();
        await KeepAsync(Cast.Named(who), id, "Let me in");
        Assert.Empty(await Hub.Get<Typing>().InAsync(discussion));
    }

    async Task<(string Id, long Discussion)> DiscussionAsync()
    {
        var id = await StartAsync();
        return (id, await Hub.LookAsync(db => db.Discussions.Where(d => d.PublicId == id).Select(d => d.Id).SingleAsync()));
    }

    async Task KeepAsync(Actor actor, string id, string text)
    {
        var (place, stop) = (DiscussionPlaces.Reply(id), TestContext.Current.CancellationToken);
        await Hub.Get<DraftKeeping>().KeepAsync(actor, place, text, (await Hub.Get<DraftKeeping>().ReadAsync(actor, place, stop)).Version, stop);
    }
}
