using CommunityHub.Data;
using CommunityHub.Hotseats.Afterwards;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Search;

/// Keeps the index in step: what a write has touched is read again and put into the index before that write is done, in its transaction.
static class SearchKeeping
{
    const int Batch = 500;

    /// At the end of a write.
    public static async Task CatchUpAsync(HubDb db, CancellationToken cancel = default)
    {
        var touched = await SearchIndex.Of(db).TakeTouchedAsync(db, cancel);
        if (touched.Count == 0) return;
        if (touched.Exists(one => one.What == PostgresSearch.Everything)) await SearchTables.BehindAsync(db, cancel);

        var ids = touched.ToLookup(one => one.What, one => one.Id);
        HashSet<long> Of(char what) => [.. ids[what]];
        var (posts, hotseats, questions, answers) = (Of(SearchWatch.Post), Of(SearchWatch.Hotseat), Of(SearchWatch.Question), Of(SearchWatch.Answer));
        foreach (var some in Of(SearchWatch.PostsOfDiscussion).Chunk(Batch)) posts.UnionWith(await db.Posts.Where(p => some.Contains(p.DiscussionId)).Select(p => p.Id).ToListAsync(cancel));
        foreach (var some in Of(SearchWatch.QuestionsOfHotseat).Chunk(Batch)) questions.UnionWith(await db.Questions.Where(q => some.Contains(q.HotseatId)).Select(q => q.Id).ToListAsync(cancel));
        foreach (var some in questions.Chunk(Batch)) answers.UnionWith(await db.Answers.Where(a => some.Contains(a.QuestionId)).Select(a => a.Id).ToListAsync(cancel));
        var (comments, closingWords) = (Of(SearchWatch.Comment), Of(SearchWatch.ClosingWord));
        foreach (var some in answers.Chunk(Batch)) comments.UnionWith(await db.AnswerComments.Where(c => some.Contains(c.AnswerId)).Select(c => c.Id).ToListAsync(cancel));
        foreach (var some in questions.Chunk(Batch)) closingWords.UnionWith(await db.Set<FollowUp>().Where(f => some.Contains(f.QuestionId)).Select(f => f.Id).ToListAsync(cancel));
        // A guest stands in their hotseats by name.
        foreach (var some in Of(SearchWatch.Person).Chunk(Batch)) hotseats.UnionWith(await db.Answerers.Where(a => some.Contains(a.PersonId)).Select(a => a.HotseatId).ToListAsync(cancel));

        await PutAsync(db, SearchKind.Community, Of(SearchWatch.Community), cancel);
        await PutAsync(db, SearchKind.Person, Of(SearchWatch.Person), cancel);
        await PutAsync(db, SearchKind.Hotseat, hotseats, cancel);
        await PutAsync(db, SearchKind.Question, questions, cancel);
        await PutAsync(db, SearchKind.Answer, answers, cancel);
        await PutAsync(db, SearchKind.Comment, comments, cancel);
        await PutAsync(db, SearchKind.ClosingWord, closingWords, cancel);
        await PutAsync(db, SearchKind.Discussion, Of(SearchWatch.Discussion), cancel);
        await PutAsync(db, SearchKind.Post, posts, cancel);
    }

    /// As they are now. Those that are not to be found go.
    public static async Task PutAsync(HubDb db, SearchKind kind, IEnumerable<long> sources, CancellationToken cancel)
    {
        var index = SearchIndex.Of(db);
        foreach (var some in sources.Chunk(Batch))
        {
            await index.RemoveAsync(db, kind, some, cancel);
            await index.PutAsync(db, await ReadAsync(db, kind, some, cancel), cancel);
        }
    }

    static Task<List<SearchDocument>> ReadAsync(HubDb db, SearchKind kind, long[] ids, CancellationToken cancel) => kind switch
    {
        SearchKind.Discussion => SearchSources.DiscussionsAsync(db, ids, cancel),
        SearchKind.Post => SearchSources.PostsAsync(db, ids, cancel),
        SearchKind.Hotseat => SearchSources.HotseatsAsync(db, ids, cancel),
        SearchKind.Question => SearchSources.QuestionsAsync(db, ids, cancel),
        SearchKind.Answer => SearchSources.AnswersAsync(db, ids, cancel),
        SearchKind.Comment => SearchSources.CommentsAsync(db, ids, cancel),
        SearchKind.ClosingWord => SearchSources.ClosingWordsAsync(db, ids, cancel),
        SearchKind.Person => SearchSources.PeopleAsync(db, ids, cancel),
        _ => SearchSources.CommunitiesAsync(db, ids, cancel),
    };
}
