using CommunityHub.Communities;
using CommunityHub.Forums;
using CommunityHub.People;
using CommunityHub.Tests.Support;
using CommunityHub.Text;

namespace CommunityHub.Tests.Forums;

public sealed class LinkCardOnSqliteTests() : LinkCardTests(new SqliteTestDatabase());

[OnPostgres]
public sealed class LinkCardOnPostgresTests() : LinkCardTests(new PostgresTestDatabase());

/// Previews of links to what is on this site. ACCEPTANCE P11.
public abstract class LinkCardTests(TestDatabase database) : ForumTest(database)
{
    const string Host = "hub.example.org";

    [Theory]
    [InlineData(CommunityKind.Open, "ada bo cy dot eve gus fay ned una xan")] // visitors' pages are kept for all of them: no cards there
    [InlineData(CommunityKind.ByRequest, "ada bo cy gus")]
    [InlineData(CommunityKind.Private, "ada bo gus")]
    public async Task A_card_is_for_those_who_may_read_what_it_leads_to(CommunityKind kind, string readers)
    {
        var id = await StartAsync(Cast.Of(kind));
        foreach (var who in new[] { "visitor", "ada", "bo", "cy", "dot", "eve", "gus", "fay", "ned", "una", "xan" })
        {
            var shown = await ShowAsync(Cast.Named(who), $"Look:\n\nhttps://{Host}/discussions/{id}");
            Assert.True(readers.Split(' ').Contains(who) == shown.Contains("Assessments by phone", StringComparison.Ordinal), $"{who} in {kind}: {shown}");
            Assert.Equal(readers.Split(' ').Contains(who), shown.Contains("link-card", StringComparison.Ordinal));
            Assert.Contains($"discussions/{id}", shown, StringComparison.Ordinal); // the link itself stays
        }
    }

    [Fact]
    public async Task A_link_to_a_post_shows_its_first_words_and_who_wrote_it()
    {
        var id = await StartAsync();
        await Posts.PostAsync(Cast.Gus, id, "We **did**, for a year.");
        var shown = await ShowAsync(Cast.Bo, $"https://{Host}/discussions/{id}?page=1#post-2");
        Assert.Contains("Post 2 by Gus Hallam in Adult Social Care", shown, StringComparison.Ordinal);
        Assert.Contains("We did, for a year.", shown, StringComparison.Ordinal);

        await Posts.RemoveAsync(Cast.Ada, id, 2, "Not kind.");
        Assert.DoesNotContain("for a year", await ShowAsync(Cast.Bo, $"https://{Host}/discussions/{id}?page=1#post-2"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Communities_have_cards_as_the_directory_shows_them()
    {
        var slug = await SlugAsync(Cast.ByRequest);
        Assert.Contains("Direct payments, reviews, and what really helps.", await ShowAsync(Cast.Ned, $"https://{Host}/communities/{slug}"), StringComparison.Ordinal);
        Assert.DoesNotContain("link-card", await ShowAsync(Cast.Ned, $"https://{Host}/communities/{await SlugAsync(Cast.Private)}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Links_within_a_sentence_and_links_to_other_sites_stay_links()
    {
        var id = await StartAsync();
        Assert.DoesNotContain("link-card", await ShowAsync(Cast.Bo, $"See https://{Host}/discussions/{id} for more."), StringComparison.Ordinal);
        Assert.DoesNotContain("link-card", await ShowAsync(Cast.Bo, $"https://other.example/discussions/{id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_others_wrote_as_a_title_is_text_in_a_card()
    {
        var id = await Discussions.StartAsync(Cast.Gus, await SlugAsync(Cast.ByRequest), new DiscussionForm(DiscussionKind.Talk, "<img src=x onerror=alert(1)>", "\"><script>alert(1)</script>"));
        var shown = await ShowAsync(Cast.Bo, $"https://{Host}/discussions/{id}");
        Assert.Contains("&lt;img src=x onerror=alert(1)&gt;", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", shown, StringComparison.Ordinal);
    }

    async Task<string> ShowAsync(Actor actor, string text)
    {
        var html = Markdown.ToHtml(text);
        return LinkCards.Insert(html, await Hub.Get<LinkCards>().ReadAsync(actor, [html], Host, TestContext.Current.CancellationToken));
    }
}
