using CommunityHub.Communities;
using CommunityHub.Forums;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Forums;

public sealed class BookmarkOnSqliteTests() : BookmarkTests(new SqliteTestDatabase());

[OnPostgres]
public sealed class BookmarkOnPostgresTests() : BookmarkTests(new PostgresTestDatabase());

/// ACCEPTANCE P19.
public abstract class BookmarkTests(TestDatabase database) : ForumTest(database)
{
    Bookmarks Bookmarks => Hub.Get<Bookmarks>();

    [Fact]
    public async Task A_post_is_kept_once_with_a_note_for_its_keeper_alone()
    {
        var id = await StartAsync();
        await Bookmarks.KeepAsync(Cast.Gus, id, 1, "Ask them in May.");
        await Bookmarks.KeepAsync(Cast.Gus, id, 1, "Ask them in June.");

        var line = Assert.Single((await Bookmarks.ListAsync(Cast.Gus, cancel: Cancel)).Lines);
        Assert.Equal(("Ask them in June.", new BookmarkedPost(id, 1, "Assessments by phone", "Bo Lindqvist", Words, "Adult Social Care")), (line.Note, line.Post));
        foreach (var who in new[] { Cast.Bo, Cast.Ada, Cast.Dot }) Assert.Empty((await Bookmarks.ListAsync(who, cancel: Cancel)).Lines);
        Assert.Null(await Bookmarks.FindAsync(Cast.Ada, id, 1, Cancel));

        await Bookmarks.RemoveAsync(Cast.Ada, line.Id);
        Assert.Single((await Bookmarks.ListAsync(Cast.Gus, cancel: Cancel)).Lines);
        await Bookmarks.RemoveAsync(Cast.Gus, line.Id);
        Assert.Empty((await Bookmarks.ListAsync(Cast.Gus, cancel: Cancel)).Lines);
    }

    [Fact]
    public async Task Of_what_one_may_not_read_any_more_a_bookmark_shows_nothing_and_can_be_taken_away()
    {
        var id = await StartAsync();
        await Bookmarks.KeepAsync(Cast.Gus, id, 1, "Mine.");
        var (me, community) = (Cast.Gus.PersonId, Cast.ByRequest);
        await Hub.Writes.DoAsync(async work => (await work.Db.Memberships.SingleAsync(m => m.CommunityId == community && m.PersonId == me, Cancel)).End(work.Now), Cancel);

        var line = Assert.Single((await Bookmarks.ListAsync(Cast.Gus, cancel: Cancel)).Lines);
        Assert.Equal(("Mine.", null), (line.Note, line.Post));
        await Bookmarks.RemoveAsync(Cast.Gus, line.Id);
        Assert.Empty((await Bookmarks.ListAsync(Cast.Gus, cancel: Cancel)).Lines);
    }

    [Fact]
    public async Task Of_a_post_that_was_taken_away_it_shows_nothing_either()
    {
        var id = await StartAsync();
        await Bookmarks.KeepAsync(Cast.Gus, id, 1, null);
        await Posts.RemoveAsync(Cast.Ada, id, 1, "Not kind.");

        Assert.Null(Assert.Single((await Bookmarks.ListAsync(Cast.Gus, cancel: Cancel)).Lines).Post);
        Assert.Equal("This post has been taken away.", await RefusedAsync(() => Bookmarks.KeepAsync(Cast.Ada, id, 1, null)));
    }

    [Fact]
    public async Task A_note_has_a_limit_and_goes_with_its_writer()
    {
        var id = await StartAsync();
        Assert.StartsWith("Use at most 300 characters.", await RefusedAsync(() => Bookmarks.KeepAsync(Cast.Gus, id, 1, new string('x', 301))), StringComparison.Ordinal);
        await Bookmarks.KeepAsync(Cast.Gus, id, 1, "Secret.");
        await EraseAsync(Cast.Gus);

        Assert.Empty(await Hub.LookAsync(db => db.Bookmarks.ToListAsync(Cancel)));
    }

    [Theory]
    [InlineData(CommunityKind.Open, "ada bo cy dot eve gus fay ned xan")]
    [InlineData(CommunityKind.ByRequest, "ada bo cy gus")]
    [InlineData(CommunityKind.Private, "ada bo gus")]
    public async Task Whoever_is_signed_in_and_reads_can_keep_a_post(CommunityKind kind, string readers)
    {
        var id = await StartAsync(Cast.Of(kind));
        foreach (var who in new[] { "visitor", "ada", "bo", "cy", "dot", "eve", "gus", "fay", "ned", "una", "xan" })
        {
            var refused = await Record.ExceptionAsync(() => Bookmarks.KeepAsync(Cast.Named(who), id, 1, null));
            Assert.True(readers.Split(' ').Contains(who) ? refused is null : refused is RefusedException, $"{who} in {kind}: {refused}");
        }
    }

    static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
