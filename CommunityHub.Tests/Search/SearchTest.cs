using CommunityHub.Forums;
using CommunityHub.People;
using CommunityHub.Search;
using CommunityHub.Tests.Forums;
using CommunityHub.Tests.Hotseats;
using CommunityHub.Tests.Support;

namespace CommunityHub.Tests.Search;

/// What every test of search through the operations begins with.
public abstract class SearchTest(TestDatabase database) : ForumTest(database)
{
    private protected Stage Stage => new(Hub);

    protected Task<Findings> FindAsync(Actor actor, string text) => FindAsync(actor, new SearchAsk(text));

    protected Task<Findings> FindAsync(Actor actor, SearchAsk ask) => Hub.Get<SiteSearch>().FindAsync(actor, ask, cancel: TestContext.Current.CancellationToken);

    /// What was found, as "kind: its words".
    protected async Task<List<string>> WordsAsync(Actor actor, string text) => [.. (await FindAsync(actor, text)).Results.Select(Say)];

    protected static string Say(SearchResult result) => $"{result.Kind}: {Plain(result.Kind is SearchKind.Discussion or SearchKind.Hotseat or SearchKind.Person or SearchKind.Community ? result.Title : result.Words)}";

    protected static string Plain(IEnumerable<ExcerptPart> parts) => string.Concat(parts.Select(part => part.Text));

    protected static string Marks(IEnumerable<ExcerptPart> parts) => string.Join(' ', parts.Where(part => part.IsMarked).Select(part => part.Text));

    /// By Bo, in the community by request unless another is said.
    protected async Task<string> StartAsync(string title, string text, long? community = null, DiscussionKind kind = DiscussionKind.Question, Actor? by = null, string? theme = null) =>
        await Discussions.StartAsync(by ?? Cast.Bo, await SlugAsync(community ?? Cast.ByRequest), new DiscussionForm(kind, title, text, theme));
}
