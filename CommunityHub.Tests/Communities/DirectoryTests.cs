using CommunityHub.Communities;
using CommunityHub.Home;
using CommunityHub.People;
using CommunityHub.Tests.Support;

namespace CommunityHub.Tests.Communities;

public sealed class DirectoryOnSqliteTests() : DirectoryTests(new SqliteTestDatabase());

[OnPostgres]
public sealed class DirectoryOnPostgresTests() : DirectoryTests(new PostgresTestDatabase());

public abstract class DirectoryTests(TestDatabase database) : CommunityTests(database)
{
    /// All, open, by request, private, mine: of what each may know, and no more.
    [Theory]
    [InlineData("visitor", "3 2 1 0 0")]
    [InlineData("una", "3 2 1 0 0")]
    [InlineData("ned", "3 2 1 0 0")]
    [InlineData("xan", "3 2 1 0 0")]
    [InlineData("dot", "3 2 1 0 0")]
    [InlineData("fay", "3 2 1 0 1")]
    [InlineData("cy", "3 2 1 0 1")]
    [InlineData("bo", "4 2 1 1 3")]
    [InlineData("ada", "4 2 1 1 3")]
    public async Task Counts_are_of_what_the_reader_may_know(string who, string counts)
    {
        var page = await List(Cast.Named(who), new DirectoryFilter());
        Assert.Equal(counts, $"{page.All} {page.Open} {page.ByRequest} {page.Private} {page.Mine}");
        Assert.Equal(page.All, page.Communities.Count);
    }

    [Theory]
    [InlineData("housing", "Housing Repairs")]
    [InlineData("PAYMENTS", "Adult Social Care")]
    [InlineData("lone worker", "")]
    [InlineData("%", "")]
    [InlineData("'; DROP TABLE x", "")]
    public async Task A_visitor_finds_by_words_of_name_or_purpose(string text, string found) =>
        Assert.Equal(found, string.Join(", ", (await List(Actor.Visitor, new DirectoryFilter(Text: text))).Communities.Select(c => c.Name)));

    [Fact]
    public async Task A_member_finds_the_private_one_and_filters_by_kind_and_mine()
    {
        Assert.Equal(["Lone Worker Safety"], Names(await List(Cast.Bo, new DirectoryFilter(Text: "lone worker"))));
        Assert.Equal(["Adult Social Care"], Names(await List(Cast.Bo, new DirectoryFilter(CommunityKind.ByRequest))));
        Assert.Equal(["Adult Social Care", "Housing Repairs", "Lone Worker Safety"], Names(await List(Cast.Bo, new DirectoryFilter(Mine: true))));
        Assert.NotEqual("", await AnswerTo(() => List(Cast.Bo, new DirectoryFilter(Text: new string('x', 101)))));
    }

    [Fact]
    public async Task Pages_go_by_key_and_miss_nobody()
    {
        await Hub.Writes.DoAsync(work =>
        {
            for (var i = 0; i < 30; i++)
            {
                var community = Community.Propose($"Group {i:00}", "More.", CommunityKind.Open, Cast.Fay.PersonId!.Value, work.Now);
                community.Open(work.Now);
                work.Db.Add(community);
            }
            return Task.CompletedTask;
        }, Stop);

        var names = new List<string>();
        string? after = null;
        do
        {
            var page = await List(Actor.Visitor, new DirectoryFilter(After: after));
            names.AddRange(Names(page));
            after = page.Next;
        }
        while (after is not null);
        Assert.Equal(33, names.Distinct().Count());
        Assert.Equal(33, names.Count);
    }

    [Fact]
    public async Task The_card_tells_an_outsider_name_purpose_size_and_lead_and_no_more()
    {
        var view = (await Hub.Get<CommunityReading>().FindAsync(Cast.Ned, "adult-social-care", Stop))!;
        Assert.Equal(("Adult Social Care", 5, "Ada Osei", false), (view.Card.Name, view.Card.Members, view.Card.LeadName, view.Standing.Reads));
        Assert.True(Assert.Single(view.Facilitators).IsLead);
        Assert.Null(await Members.ListAsync(Cast.Ned, view.Card.Id, cancel: Stop));
        Assert.Empty((await Hub.Get<CommunityReading>().HotseatsAsync(Cast.Ned, view.Card.Id, Stop)).Coming);
    }

    [Fact]
    public async Task The_first_page_tells_each_what_is_theirs()
    {
        var desk = Hub.Get<FrontDesk>();
        await Requests.AskAsync(Cast.Ned, Cast.ByRequest, "I do this work.");
        await HasAccount(Cast.Ned, "ned@demo.test");
        await Invitations.InviteAsync(Cast.Ada, Cast.Private, "ned@demo.test");

        var visitor = await desk.ReadAsync(Actor.Visitor, Stop);
        Assert.Equal(["Housing Repairs", "Street Clerks"], visitor.Open.Select(c => c.Name));
        var ned = await desk.ReadAsync(Cast.Ned, Stop);
        Assert.Equal("Ada Osei", Assert.Single(ned.Invitations).InvitedBy);
        Assert.Equal("Adult Social Care", Assert.Single(ned.Asked).Community);
        Assert.Equal(new WaitingRequests("Adult Social Care", "adult-social-care", 1), Assert.Single((await desk.ReadAsync(Cast.Ada, Stop)).Requests));
        Assert.Empty((await desk.ReadAsync(Cast.Bo, Stop)).Requests);
        Assert.Equal(3, (await desk.ReadAsync(Cast.Bo, Stop)).Mine.Count);
    }

    Task<DirectoryPage> List(Actor actor, DirectoryFilter filter) => Hub.Get<CommunityDirectory>().ListAsync(actor, filter, Stop);

    static IEnumerable<string> Names(DirectoryPage page) => page.Communities.Select(c => c.Name);
}
