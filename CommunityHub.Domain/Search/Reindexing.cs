using CommunityHub.Data;
using CommunityHub.Hotseats.Afterwards;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Search;

/// Makes the whole index anew, in batches between which others write. What they change meanwhile is put there by themselves.
public sealed class Reindexing(IDbContextFactory<HubDb> databases, HubWrites writes)
{
    const int Batch = 1_000;

    /// At the start: where the index is missing, of another version, or behind. False: it was whole.
    public async Task<bool> RunWhereNeededAsync(Action<string> say, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await SearchTables.IsWholeAsync(db, cancel)) return false;
        await RunAsync(say, cancel);
        return true;
    }

    /// Says after each kind, and now and then, how far it has come.
    public async Task RunAsync(Action<string> say, CancellationToken cancel = default)
    {
        say("Making the search index.");
        await writes.DoLongAsync(work => SearchTables.EmptyAsync(work.Db, cancel), cancel);
        await RunAsync(SearchKind.Community, db => db.Communities.Select(c => c.Id), say, cancel);
        await RunAsync(SearchKind.Person, db => db.People.Select(p => p.Id), say, cancel);
        await RunAsync(SearchKind.Hotseat, db => db.Hotseats.Select(h => h.Id), say, cancel);
        await RunAsync(SearchKind.Question, db => db.Questions.Select(q => q.Id), say, cancel);
        await RunAsync(SearchKind.Answer, db => db.Answers.Select(a => a.Id), say, cancel);
        await RunAsync(SearchKind.Comment, db => db.AnswerComments.Select(c => c.Id), say, cancel);
        await RunAsync(SearchKind.ClosingWord, db => db.Set<FollowUp>().Select(f => f.Id), say, cancel);
        await RunAsync(SearchKind.Discussion, db => db.Discussions.Select(d => d.Id), say, cancel);
        await RunAsync(SearchKind.Post, db => db.Posts.Select(p => p.Id), say, cancel);
        await writes.DoLongAsync(work => SearchTables.WholeAsync(work.Db, cancel), cancel);
        for (var isMore = await TidyAsync(isFirst: true); isMore;) isMore = await TidyAsync(isFirst: false);

        Task<bool> TidyAsync(bool isFirst) => writes.DoLongAsync(work => SearchIndex.Of(work.Db).TidyAsync(work.Db, isFirst, cancel), cancel);
    }

    async Task RunAsync(SearchKind kind, Func<HubDb, IQueryable<long>> all, Action<string> say, CancellationToken cancel)
    {
        var (last, done) = (0L, 0);
        while (true)
        {
            var ids = await writes.DoLongAsync(async work =>
            {
                var some = await all(work.Db).Where(id => id > last).OrderBy(id => id).Take(Batch).ToListAsync(cancel);
                await SearchKeeping.PutAsync(work.Db, kind, some, cancel);
                return some;
            }, cancel);
            done += ids.Count;
            if (ids.Count < Batch) break;
            last = ids[^1];
            if (done % (20 * Batch) == 0) say($"{kind}: {done:N0}");
        }
        if (done > 0) say($"{kind}: {done:N0}");
    }
}
