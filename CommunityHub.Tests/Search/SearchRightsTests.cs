using CommunityHub.Communities;
using CommunityHub.Forums;
using CommunityHub.Hotseats;
using CommunityHub.People;
using CommunityHub.Search;
using CommunityHub.Tests.Support;

namespace CommunityHub.Tests.Search;

public sealed class SearchRightsOnSqliteTests() : SearchRightsTests(new SqliteTestDatabase());

[OnPostgres]
public sealed class SearchRightsOnPostgresTests() : SearchRightsTests(new PostgresTestDatabase());

/// ACCEPTANCE P2, O4, O6, R6: the whole cast, in all three kinds of community.
public abstract class SearchRightsTests(TestDatabase database) : SearchTest(database)
{
    static readonly string[] Everybody = ["visitor", "ada", "bo", "cy", "dot", "eve", "gus", "fay", "ned", "una", "xan"];

    const string RequestMembers = "ada bo cy gus", PrivateMembers = "ada bo gus";

    [Theory]
    [InlineData(CommunityKind.Open, "visitor ada bo cy dot eve gus fay ned una xan")]
    [InlineData(CommunityKind.ByRequest, RequestMembers)]
    [InlineData(CommunityKind.Private, PrivateMembers)]
    public async Task Nobody_finds_counts_or_is_offered_what_they_may_not_read(CommunityKind kind, string readers)
    {
        var id = await StartAsync("Marmalade", "Perpendicular words.", Cast.Of(kind));
        await Posts.PostAsync(Cast.Gus, id, "Saxophones.");
        foreach (var who in Everybody)
        {
            var (actor, may) = (Cast.Named(who), readers.Split(' ').Contains(who));
            foreach (var word in new[] { "marmalade", "perpendicular", "saxophones" })
            {
                var found = await FindAsync(actor, word);
                Assert.True((may ? 1 : 0, may ? 1 : 0) == (found.Count, found.Results.Count), $"{who} in {kind}: {word}");
                Assert.True(found.DidYouMean is null, $"{who} in {kind}: {found.DidYouMean}");
            }
            // A slip of the finger, and a word that stands there only.
            var near = await FindAsync(actor, "saxofones");
            Assert.True((near.DidYouMean is "saxophones") == may && near.Results.Count == (may ? 1 : 0), $"{who} in {kind}: {near.DidYouMean}");
            Assert.Equal(may, (await FindAsync(actor, new SearchAsk("saxophones") { Community = await SlugAsync(Cast.Of(kind)) })).Count == 1);
            Assert.Equal(may, (await FindAsync(actor, new SearchAsk("saxophones") { Person = "Gus" })).Count == 1);
        }
    }

    [Theory]
    [InlineData(CommunityKind.ByRequest, "Adult Social Care", "visitor ada bo cy dot eve gus fay ned una xan")]
    [InlineData(CommunityKind.Private, "Lone Worker Safety", PrivateMembers + " eve")]
    public async Task A_community_is_found_by_who_may_know_of_it(CommunityKind kind, string name, string knowers)
    {
        foreach (var who in Everybody)
        {
            var found = await WordsAsync(Cast.Named(who), name);
            Assert.True(knowers.Split(' ').Contains(who) == found.Contains($"Community: {name}"), $"{who} in {kind}");
        }
    }

    [Fact]
    public async Task People_are_found_by_those_who_share_a_community_with_them()
    {
        foreach (var (who, may) in new[] { ("visitor", false), ("ada", true), ("bo", true), ("cy", true), ("dot", false), ("eve", true), ("fay", false), ("ned", false), ("xan", false) })
        {
            Assert.True(may == (await WordsAsync(Cast.Named(who), "Hallam")).Contains("Person: Gus Hallam"), who);
        }
        // Cy is in one community only, from which Eve is suspended.
        Assert.Contains("Person: Cy Morrow", await WordsAsync(Cast.Bo, "morrow"));
        Assert.Empty(await WordsAsync(Cast.Eve, "morrow"));
        Assert.Empty(await WordsAsync(Cast.Bo, "brook")); // Una has not confirmed her address
        await Hub.Get<Memberships>().LeaveAsync(Cast.Cy, Cast.ByRequest);
        Assert.Empty(await WordsAsync(Cast.Bo, "morrow"));
    }

    [Fact]
    public async Task An_administrator_finds_what_is_inside_only_while_a_recorded_entry_lasts()
    {
        await StartAsync("Marmalade", "Perpendicular words.", Cast.Private);
        Assert.Empty(await WordsAsync(Cast.Dot, "marmalade"));
        await Hub.Get<AdministratorEntry>().EnterAsync(Cast.Dot, (await Hub.LookAsync(db => Task.FromResult(db.Communities.Single(c => c.Id == Cast.Private)))).PublicId, "A complaint.");
        Assert.Single(await WordsAsync(Cast.Dot, "marmalade"));
        Hub.Clock.Pass(TimeSpan.FromHours(2));
        Assert.Empty(await WordsAsync(Cast.Dot, "marmalade"));
    }

    [Fact]
    public async Task What_becomes_private_is_found_by_no_outsider_from_the_next_search_on()
    {
        await StartAsync("Marmalade", "Perpendicular words.", Cast.Open);
        Assert.Single(await WordsAsync(Cast.Ned, "marmalade"));
        await Hub.Get<CommunityAdministration>().ChangeKindAsync(Cast.Ada, Cast.Open, CommunityKind.Private);
        Assert.Empty(await WordsAsync(Cast.Ned, "marmalade"));
        Assert.Empty(await WordsAsync(Actor.Visitor, "housing"));
        Assert.Single(await WordsAsync(Cast.Bo, "marmalade"));
    }

    [Fact]
    public async Task A_spelling_is_forgiven_and_said_plainly()
    {
        await StartAsync("Occupational therapy", "Who pays for it?");
        await StartAsync("A moderate breeze", "And some advise.");
        await StartAsync("Moderators are elected", "They had medical advice.");
        var corrected = await FindAsync(Cast.Bo, "ocupational");
        Assert.Equal(("occupational", true, 1), (corrected.DidYouMean, corrected.IsCorrected, corrected.Count));
        Assert.Equal("occupational therapy", (await FindAsync(Cast.Bo, "occupatoinal therpay")).DidYouMean);
        Assert.Null((await FindAsync(Cast.Bo, "xylophone")).DidYouMean);

        // Of two that are equally near, what stands with the other words; and a word that is one by itself may be a slip, too.
        Assert.Equal("moderators elected", (await FindAsync(Cast.Bo, "moderaters elected")).DidYouMean);
        Assert.Equal("medical advice", (await FindAsync(Cast.Bo, "medical advise")).DidYouMean);

        // Found, but by somebody with the same slip: then it is only offered.
        await StartAsync("Help", "My ocupational questions.");
        for (var i = 0; i < 3; i++) await StartAsync($"More {i}", "The occupational ones.");
        var offered = await FindAsync(Cast.Bo, "ocupational");
        Assert.Equal(("occupational", false, 1), (offered.DidYouMean, offered.IsCorrected, offered.Count));
    }
}
