using CommunityHub.Search;
using CommunityHub.Tests.Architecture;

namespace CommunityHub.Tests.Search;

/// E1 P2, O6: each word of the site that stands in one field only, looked for by everybody of the table of rights.
public sealed class SearchCanaryTests(CanarySite fixture) : IClassFixture<CanarySite>
{
    [Fact]
    public async Task Whoever_looks_for_a_word_that_is_not_for_them_finds_what_they_find_of_nonsense()
    {
        var (search, wrong, cancel) = (fixture.Get<SiteSearch>(), new List<string>(), TestContext.Current.CancellationToken);
        foreach (var isPublic in new[] { true, false })
        {
            await fixture.ReadPubliclyAsync(isPublic);
            // Whoever came by a guest's link has no page to search on: the gate keeps them at their desk, and the table of rights asks that.
            foreach (var who in fixture.Onlookers.Where(who => who.Actor.PersonId is not null || who.Name is "anonymous").Where(who => isPublic || who.Name is "anonymous" or "unconfirmed" or "registered" or "member"))
            {
                foreach (var canary in fixture.Canaries)
                {
                    var found = await search.FindAsync(who.Actor, new SearchAsk(canary.Word), cancel);
                    if ((found.Count > 0 || found.DidYouMean is not null) && !who.MaySee(canary, isPublic, "/search")) wrong.Add($"{who} finds the {canary}");
                    // One letter off: what is offered is a word that they may read.
                    var near = await search.FindAsync(who.Actor, new SearchAsk(canary.Word[..10] + 'é' + canary.Word[11..]), cancel);
                    if ((near.Count > 0 || near.DidYouMean is not null) && !who.MaySee(canary, isPublic, "/search")) wrong.Add($"{who} is offered the {canary}");
                    if (found.Count == 0 && IsIndexed(canary) && canary.Kind is { } kind && who.IsMember) wrong.Add($"{who} does not find the {canary} ({kind})");
                }
            }
        }
        await fixture.ReadPubliclyAsync(true);

        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(40)));
    }

    static bool IsIndexed(Canary canary) => canary.Field is "name" or "purpose" or "title of a discussion" or "post" or "answer" or "question that waits" or "question of long ago"
        or "title of a hotseat that is live" or "about of a hotseat that is live" or "title of a hotseat that is cancelled" or "name of a member who says nothing" or "seed question";
}
