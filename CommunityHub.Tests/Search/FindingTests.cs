using CommunityHub.Communities;
using CommunityHub.Forums;
using CommunityHub.Search;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Search;

public sealed class FindingOnSqliteTests() : FindingTests(new SqliteTestDatabase());

[OnPostgres]
public sealed class FindingOnPostgresTests() : FindingTests(new PostgresTestDatabase());

/// Discussions and posts, people and communities. ACCEPTANCE I14, I17.
public abstract class FindingTests(TestDatabase database) : SearchTest(database)
{
    [Fact]
    public async Task A_post_is_found_by_its_words_from_the_moment_it_is_there_and_leads_to_where_it_stands()
    {
        var id = await StartAsync("Assessments by phone", "Who has **assessed** carers?");
        await Posts.PostAsync(Cast.Gus, id, "We used a [headset](https://example.org/x).");

        var found = Assert.Single((await FindAsync(Cast.Bo, "HEADSET")).Results);
        Assert.Equal((SearchKind.Post, $"discussions/{id}?page=1#post-2", "Gus Hallam", "Adult Social Care"), (found.Kind, found.Href, found.By, found.Community));
        Assert.Equal(("We used a headset.", "headset"), (Plain(found.Words), Marks(found.Words)));
        Assert.Equal(["Discussion: Assessments by phone"], await WordsAsync(Cast.Bo, "assessed carers"));
        Assert.Equal(["Discussion: Assessments by phone"], await WordsAsync(Cast.Bo, "phone asses")); // of the last word its beginning is enough
        Assert.Empty(await WordsAsync(Cast.Bo, "ass phone"));
        Assert.Empty(await WordsAsync(Cast.Bo, "headset xylophone"));
    }

    [Fact]
    public async Task What_moves_is_split_off_or_merged_is_found_where_it_stands_now()
    {
        var moves = Hub.Get<DiscussionMoves>();
        var (id, other) = (await StartAsync("Ramps", "Which ones last?"), await StartAsync("Steps", "Who mends them?"));
        await Posts.PostAsync(Cast.Gus, id, "The galvanised ones.");
        var made = await moves.SplitAsync(Cast.Ada, id, [2], "Metal", DiscussionKind.Talk, null);
        Assert.Equal([$"discussions/{made}"], (await FindAsync(Cast.Bo, "galvanised")).Results.Select(found => found.Href));

        await moves.MergeAsync(Cast.Ada, made, other);
        Assert.Equal([$"discussions/{other}?page=1#post-2"], (await FindAsync(Cast.Bo, "galvanised")).Results.Select(found => found.Href));
        Assert.Empty(await WordsAsync(Cast.Bo, "metal"));

        Assert.Single(await WordsAsync(Cast.Cy, "galvanised"));
        await moves.MoveAsync(Cast.Ada, other, await SlugAsync(Cast.Private));
        Assert.Empty(await WordsAsync(Cast.Cy, "galvanised"));
        Assert.Equal("Lone Worker Safety", Assert.Single((await FindAsync(Cast.Bo, "galvanised")).Results).Community);
    }

    [Fact]
    public async Task What_is_edited_taken_away_and_put_back_is_found_as_it_is_now()
    {
        var id = await StartAsync("Ramps", "Which ones last?");
        await Posts.PostAsync(Cast.Gus, id, "The aluminium ones.");
        await Posts.EditAsync(Cast.Gus, id, 2, "The galvanised ones.", 0);
        Assert.Empty(await WordsAsync(Cast.Bo, "aluminium"));
        Assert.Single(await WordsAsync(Cast.Bo, "galvanised"));

        await Posts.RemoveAsync(Cast.Ada, id, 2, "Not so.");
        Assert.Empty(await WordsAsync(Cast.Bo, "galvanised"));
        await Posts.RestoreAsync(Cast.Ada, id, 2);
        Assert.Single(await WordsAsync(Cast.Bo, "galvanised"));

        await Posts.RemoveAsync(Cast.Bo, id, 1, null);
        Assert.Empty(await WordsAsync(Cast.Bo, "last"));
        await Discussions.ChangeAsync(Cast.Bo, id, "Slopes", DiscussionKind.Talk, null);
        Assert.Empty(await WordsAsync(Cast.Bo, "ramps"));
        Assert.Equal(["Discussion: Slopes"], await WordsAsync(Cast.Bo, "slopes"));
    }

    [Fact]
    public async Task Capitals_and_accents_do_not_matter()
    {
        await StartAsync("Café Zoë", "Ωμέγα, Ёлка, straße, naïve and नमस्ते.");
        foreach (var typed in new[] { "cafe", "CAFÉ zoe", "ωμεγα", "Ωμέγα", "елка", "naive", "नमस्ते" }) Assert.True((await WordsAsync(Cast.Bo, typed)).Count == 1, typed);
        var found = (await FindAsync(Cast.Bo, "cafe naive")).Results[0];
        Assert.Equal(("Café", "naïve"), (Marks(found.Title), Marks(found.Words)));
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("\"phone")]
    [InlineData("phone AND")]
    [InlineData("NOT phone")]
    [InlineData("NEAR(phone carers, 2)")]
    [InlineData("phone* -carers ^phone")]
    [InlineData("title:phone")]
    [InlineData("{title words} : phone")]
    [InlineData("scope:c1 OR c2")]
    [InlineData("phone') OR 1=1 --")]
    [InlineData("phone & !carers | x:*")]
    [InlineData("'a':1A \\'")]
    [InlineData("(((((")]
    [InlineData("phone\0carers")]
    [InlineData("!?.,;:-–—")]
    [InlineData("مرحبا ‮phone")]
    [InlineData("👩‍👩‍👧 ☎")]
    [InlineData("\uD800")]
    [InlineData("%_phone%")]
    public async Task Whatever_is_typed_is_plain_text(string typed)
    {
        await StartAsync("Assessments by phone", "Who has assessed carers?");
        var found = await FindAsync(Cast.Bo, typed);
        Assert.True(found.Count <= 1);
        Assert.All(found.Results, result => Assert.Contains("phone", Plain(result.Title), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Words_that_are_signs_of_the_database_are_words()
    {
        await StartAsync("Sun and moon", "Not near the or gate.");
        Assert.Single(await WordsAsync(Cast.Bo, "AND NOT NEAR OR"));
        Assert.Equal("Use at most 200 characters. You have far more.", (await Assert.ThrowsAsync<RefusedException>(() => FindAsync(Cast.Bo, new string('x', 10_000)))).Message);
        Assert.True((await FindAsync(Cast.Bo, "?!")).HasNoWord);
        Assert.True((await FindAsync(Cast.Bo, " ")).IsBlank);
    }

    [Fact]
    public async Task A_discussion_is_found_whose_words_stand_apart_in_its_title_and_its_posts()
    {
        var id = await StartAsync("Damp in the bathroom", "Who has cured it?");
        await Posts.PostAsync(Cast.Gus, id, "Ventilation did it.");
        await Posts.PostAsync(Cast.Ada, id, "And a dehumidifier.");
        await StartAsync("Ventilation", "Of kitchens.");
        await StartAsync("Damp", "In cellars.", Cast.Private);

        foreach (var typed in new[] { "damp ventilation", "ventilation dehumidifier", "cured by ventilations", "damp cured ventilation dehumid", "how do I cure damp, by ventilation or a wizard?" })
        {
            var found = Assert.Single((await FindAsync(Cast.Cy, typed)).Results);
            Assert.Equal($"discussions/{id}", found.Href);
        }
        Assert.Empty(await WordsAsync(Cast.Bo, "ventilation cellars"));
        Assert.Empty(await WordsAsync(Cast.Ned, "damp ventilation"));
        Assert.Equal(1, (await FindAsync(Cast.Cy, new SearchAsk("damp dehumidifier") { Person = "Lindqvist", Unanswered = true })).Count);
        Assert.Equal(0, (await FindAsync(Cast.Cy, new SearchAsk("damp dehumidifier") { Person = "Hallam" })).Count);
        Assert.Equal(0, (await FindAsync(Cast.Cy, new SearchAsk("damp dehumidifier") { Kind = SearchKind.Post })).Count);
        await Posts.RemoveAsync(Cast.Ada, id, 2, "Not so.");
        Assert.Empty(await WordsAsync(Cast.Cy, "damp ventilation"));
    }

    [Fact]
    public async Task Any_form_of_a_word_finds_the_others_and_words_that_only_join_are_not_asked_for()
    {
        await StartAsync("Closing a library", "Policies on tagging boxes were discussed.");
        foreach (var typed in new[] { "closed libraries", "policy on tags", "tagged box", "discuss the policy", "How do I tag a box?" })
        {
            Assert.True((await WordsAsync(Cast.Bo, typed)).Count == 1, typed);
        }
        Assert.Equal("Policies tagging", Marks((await FindAsync(Cast.Bo, "policy tags")).Results[0].Words));
        Assert.Empty(await WordsAsync(Cast.Bo, "closet libraries"));
    }

    [Fact]
    public async Task The_title_counts_more_than_the_text_and_the_new_more_than_the_old()
    {
        await StartAsync("Hoists", "Where do you buy yours?");
        await StartAsync("Equipment", "Hoists, beds, and other things that one needs.");
        Assert.Equal(["Discussion: Hoists", "Discussion: Equipment"], await WordsAsync(Cast.Bo, "hoists"));

        Hub.Clock.Pass(TimeSpan.FromDays(400));
        await StartAsync("Furniture", "Hoists, beds, and other things that one needs.");
        Assert.Equal(["Discussion: Hoists", "Discussion: Furniture", "Discussion: Equipment"], await WordsAsync(Cast.Bo, "hoists"));
    }

    [Fact]
    public async Task Twenty_stand_on_a_page_and_each_is_on_one_page_only()
    {
        var id = await StartAsync("Many", "A start.");
        for (var i = 0; i < 45; i++) await Posts.PostAsync(Cast.Bo, id, $"Needle number {i}.");
        var (seen, after, firsts) = (new List<string>(), (string?)null, new List<int>());
        Findings page;
        do
        {
            page = await FindAsync(Cast.Bo, new SearchAsk("needle") { After = after });
            Assert.Equal(45, page.Count);
            seen.AddRange(page.Results.Select(result => result.Id));
            firsts.Add(page.First);
        }
        while ((after = page.Next) is not null);

        Assert.Equal([1, 21, 41], firsts);
        Assert.Equal(45, seen.Distinct().Count());
        Assert.Equal(seen[20..40], (await FindAsync(Cast.Bo, new SearchAsk("needle") { After = page.Previous })).Results.Select(result => result.Id));
    }

    [Fact]
    public async Task One_narrows_by_community_kind_person_date_theme_and_what_waits_for_an_answer()
    {
        await Hub.Get<CommunityThemes>().AddAsync(Cast.Ada, Cast.ByRequest, "Money");
        var theme = (await Hub.Get<CommunityThemes>().OfAsync(Cast.ByRequest))[0].Id;
        var old = await StartAsync("Ramp one", "A ramp.", theme: theme);
        Hub.Clock.Pass(TimeSpan.FromDays(10));
        await StartAsync("Ramp two", "A ramp.", Cast.Open, DiscussionKind.Talk, Cast.Gus);
        await Posts.PostAsync(Cast.Gus, old, "Another ramp.");

        async Task IsAsync(SearchAsk ask, params string[] expected) => Assert.Equal(expected.Order(), (await FindAsync(Cast.Bo, ask)).Results.Select(Say).Order());
        var all = new SearchAsk("ramp");
        var (one, two, post) = ("Discussion: Ramp one", "Discussion: Ramp two", "Post: Another ramp.");
        await IsAsync(all, one, two, post);
        await IsAsync(all with { Community = await SlugAsync(Cast.ByRequest) }, one, post);
        await IsAsync(all with { Community = "never-was" });
        await IsAsync(all with { Community = await SlugAsync(Cast.ByRequest), Theme = theme }, one, post);
        await IsAsync(all with { Kind = SearchKind.Post }, post);
        await IsAsync(all with { Kind = SearchKind.Discussion }, one, two);
        await IsAsync(all with { Person = "gus" }, two, post);
        await IsAsync(all with { Person = "nobody" });
        await IsAsync(all with { From = Hub.Now.AddDays(-1) }, two, post);
        await IsAsync(all with { To = Hub.Now.AddDays(-1) }, one);
        await IsAsync(all with { Unanswered = true }, one);
        await IsAsync(new SearchAsk(null) { Person = "gus" }, two, post);
        await Discussions.MarkAnswerAsync(Cast.Bo, old, 2);
        await IsAsync(all with { Unanswered = true });
        await Discussions.ChangeAsync(Cast.Bo, old, "Ramp one", DiscussionKind.Question, null);
        await IsAsync(all with { Community = await SlugAsync(Cast.ByRequest), Theme = theme });
    }

    [Fact]
    public async Task The_index_made_anew_is_the_same()
    {
        var id = await StartAsync("Assessments by phone", "Who has assessed carers?");
        await Posts.PostAsync(Cast.Gus, id, "We did.");
        await Stage.AskAsync(Cast.Bo, await Stage.HotseatAsync(CommunityHub.Hotseats.HotseatState.Live));
        Task<List<string>> RowsAsync() => Hub.LookAsync(async db =>
        {
            await db.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
            return await db.Database.SqlQueryRaw<string>("SELECT kind || ' ' || id || ' ' || source || title || words || coalesce(author, 0) AS \"Value\" FROM hub_search").ToListAsync();
        });
        var before = await RowsAsync();
        await Hub.Get<Reindexing>().RunAsync(_ => { }, TestContext.Current.CancellationToken);

        Assert.Equal(before.Order(), (await RowsAsync()).Order());
        Assert.False(await Hub.Get<Reindexing>().RunWhereNeededAsync(_ => { }, TestContext.Current.CancellationToken));
        Assert.Single(await WordsAsync(Cast.Bo, "assessed"));
    }
}
