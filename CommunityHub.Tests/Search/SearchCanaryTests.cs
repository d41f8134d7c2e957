using CommunityHub.Search;
using CommunityHub.Tests.Architecture;

namespace CommunityHub.Tests.Search;

/// E1 P2, O6. The site has a word in each field of each kind of community that stands nowhere else. It proves that everybody of the table of
/// rights who looks for any of them, with and without public reading, is given, counted and offered only those that the table lets them see;
/// and that members find those that are in the index. That a spelling one letter off gives nothing away is asked of every fifth word: it comes
/// through the same statement, and the words that are offered are all in one list.
public sealed class SearchCanaryTests(CanarySite fixture) : IClassFixture<CanarySite>
{
    const int Sample = 5;

    // Whom it changes anything for that visitors may no longer read.
    static readonly string[] WhoFeelsIt = ["anonymous", "unconfirmed", "registered", "member"];

    [Fact]
    public async Task Whoever_looks_for_a_word_that_is_not_for_them_finds_what_they_find_of_nonsense()
    {
        var wrong = new List<string>();
        foreach (var isPublic in new[] { true, false })
        {
            await fixture.ReadPubliclyAsync(isPublic);
            // Whoever came by a guest's link has no page to search on: the gate keeps them at their desk, and the table of rights asks that.
            foreach (var who in fixture.Onlookers.Where(who => who.Actor.PersonId is not null || who.Name is "anonymous").Where(who => isPublic || WhoFeelsIt.Contains(who.Name)))
            {
                foreach (var (at, canary) in fixture.Canaries.Index())
                {
                    var (may, found) = (who.MaySee(canary, isPublic, "/search"), await FindsAsync(who, canary.Word));
                    if (found && !may) wrong.Add($"{who} finds the {canary}");
                    if (!found && IsIndexed(canary) && canary.Kind is not null && who.IsMember) wrong.Add($"{who} does not find the {canary}");
                    if (at % Sample == 0 && !may && await FindsAsync(who, canary.Word[..10] + 'é' + canary.Word[11..])) wrong.Add($"{who} is offered the {canary}");
                }
            }
        }
        await fixture.ReadPubliclyAsync(true);

        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(40)));
    }

    async Task<bool> FindsAsync(Onlooker who, string text)
    {
        var found = await fixture.Get<SiteSearch>().FindAsync(who.Actor, new SearchAsk(text), TestContext.Current.CancellationToken);
        return found.Count > 0 || found.DidYouMean is not null;
    }

    static bool IsIndexed(Canary canary) => canary.Field is "name" or "purpose" or "title of a discussion" or "post" or "answer" or "comment" or "closing word" or "summary" or "question that waits" or "question of long ago"
        or "title of a hotseat that is live" or "about of a hotseat that is live" or "title of a hotseat that is cancelled" or "name of a member who says nothing" or "seed question";
}
