using CommunityHub.Search;
using CommunityHub.Tests.Architecture;

namespace CommunityHub.Tests.Search;

/// E1 P2, O6. The site has a word in each field of each kind of community that stands nowhere else. It proves that everybody of the table of
/// rights, with and without public reading, is shown only those that the table lets them see when they page through all there is of each kind;
/// that whoever looks for such a word is given and offered no more either; and that members find all that are in the index. For a word each
/// onlooker asks a third, another third than the one before them; one letter off, a fifteenth: it is the same statement, and what is offered
/// for a spelling comes from one list for all.
public sealed class SearchCanaryTests(CanarySite fixture) : IClassFixture<CanarySite>
{
    const int Words = 3, Spellings = 15;

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
            var everybody = fixture.Onlookers.Where(who => who.Actor.PersonId is not null || who.Name is "anonymous").Where(who => isPublic || WhoFeelsIt.Contains(who.Name));
            foreach (var (turn, who) in everybody.Index())
            {
                bool May(Canary canary) => who.MaySee(canary, isPublic, "/search");
                var shown = await AllShownAsync(who);
                wrong.AddRange(shown.Where(canary => !May(canary)).Select(canary => $"{who} is shown the {canary}"));
                if (who.IsMember) Assert.True(shown.Count > 50, $"{who} is shown {shown.Count}");
                foreach (var (at, canary) in fixture.Canaries.Index().Where(one => who.IsMember || one.Index % Words == turn % Words))
                {
                    var found = await FindsAsync(who, canary.Word);
                    if (found && !May(canary)) wrong.Add($"{who} finds the {canary}");
                    if (!found && IsIndexed(canary) && canary.Kind is not null && who.IsMember) wrong.Add($"{who} does not find the {canary}");
                    var isSpelt = at % Spellings == turn % Words && !May(canary);
                    if (isSpelt && await FindsAsync(who, canary.Word[..10] + 'é' + canary.Word[11..])) wrong.Add($"{who} is offered the {canary}");
                }
            }
        }
        await fixture.ReadPubliclyAsync(true);

        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(40)));
    }

    // All pages of each kind.
    async Task<IReadOnlyCollection<Canary>> AllShownAsync(Onlooker who)
    {
        var text = new System.Text.StringBuilder();
        foreach (var kind in Enum.GetValues<SearchKind>())
        {
            for (string? after = ""; after is not null;)
            {
                var page = await FindAsync(who, new SearchAsk(null) { Kind = kind, After = after });
                foreach (var one in page.Results)
                {
                    text.AppendJoin(' ', [.. one.Title.Concat(one.Words).Select(part => part.Text), one.Community, one.By, one.Theme, one.Href]).AppendLine();
                }
                after = page.Next;
            }
        }
        return new CanaryFinder(fixture.Canaries).In(text.ToString());
    }

    async Task<bool> FindsAsync(Onlooker who, string text) => await FindAsync(who, new SearchAsk(text)) is { Count: > 0 } or { DidYouMean: not null };

    Task<Findings> FindAsync(Onlooker who, SearchAsk ask) => fixture.Get<SiteSearch>().FindAsync(who.Actor, ask, cancel: TestContext.Current.CancellationToken);

    static bool IsIndexed(Canary canary) => canary.Field is "name" or "purpose" or "title of a discussion" or "post" or "answer" or "comment" or "closing word" or "summary"
        or "question that waits" or "question of long ago"
        or "title of a hotseat that is live" or "about of a hotseat that is live" or "title of a hotseat that is cancelled" or "name of a member who says nothing" or "seed question";
}
