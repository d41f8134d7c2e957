using CommunityHub.Communities;
using CommunityHub.Forums;
using CommunityHub.Imports;
using CommunityHub.People;
using CommunityHub.Privacy;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Imports;

public sealed class ImportedAuthorOnSqliteTests() : ImportedAuthorTests(new SqliteTestDatabase());

[OnPostgres]
public sealed class ImportedAuthorOnPostgresTests() : ImportedAuthorTests(new PostgresTestDatabase());

/// A facilitator says which member an author of another site is.
public abstract class ImportedAuthorTests(TestDatabase database) : ImportTest(database)
{
    ImportedAuthors Authors => Hub.Get<ImportedAuthors>();

    [Fact]
    public async Task A_member_gets_the_posts_of_an_author_and_they_can_be_taken_back()
    {
        var (wren, bo, id) = await BeginAsync();
        await Authors.GiveAsync(Cast.Ada, Cast.ByRequest, wren, bo);

        var view = await ViewAsync(Cast.Ada, id);
        Assert.Equal(["Bo", "Idris Quill", "Idris Quill", "Bo", "Idris Quill"], view.Posts.Select(post => post.By.Split(' ')[0] == "Bo" ? "Bo" : post.By));
        Assert.StartsWith("Bo", view.Face.StartedBy, StringComparison.Ordinal);
        Assert.StartsWith("Bo", view.Face.MarkedBy, StringComparison.Ordinal);
        Assert.Equal("Wren Ashby", view.Posts[0].Origin!.Author);
        Assert.Equal(["2 posts from Mending Meta stand under your name now: a facilitator says that you are Wren Ashby there. If you are not, tell them."], await NoticesOfAsync(Cast.Bo));
        await Posts.EditAsync(Cast.Bo, id, 4, "Bone glue, two clamps.", view.Posts[3].EditedAt is null ? 0 : 1);

        await Authors.TakeBackAsync(Cast.Ada, Cast.ByRequest, wren);
        view = await ViewAsync(Cast.Ada, id);
        Assert.Equal(["Wren Ashby", "Idris Quill", "Idris Quill", "Wren Ashby", "Idris Quill"], view.Posts.Select(post => post.By));
        Assert.Equal(("Wren Ashby", "Wren Ashby", "Bone glue, two clamps."), (view.Face.StartedBy, view.Face.MarkedBy, view.Posts[3].Text));
        Assert.Equal([ActVerbs.Imported, ActVerbs.GaveAuthor, ActVerbs.TookAuthor], await Hub.LookAsync(db => db.Acts.Where(a => a.CommunityId == Cast.ByRequest && a.OnWhat!.Contains("Mending")).OrderBy(a => a.Id).Select(a => a.Verb).ToListAsync()));
    }

    [Fact]
    public async Task What_the_member_wrote_here_stays_theirs_when_the_author_is_taken_back()
    {
        var (wren, bo, id) = await BeginAsync();
        var own = await StartAsync(by: Cast.Bo);
        await Authors.GiveAsync(Cast.Ada, Cast.ByRequest, wren, bo);
        await Posts.PostAsync(Cast.Bo, id, "And wax.");
        await Authors.TakeBackAsync(Cast.Ada, Cast.ByRequest, wren);

        Assert.StartsWith("Bo", (await ViewAsync(Cast.Ada, id)).Posts[^1].By, StringComparison.Ordinal);
        Assert.StartsWith("Bo", (await ViewAsync(Cast.Ada, own)).Face.StartedBy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_author_has_one_member_and_a_later_dump_goes_on_under_their_name()
    {
        using var dump = Dump.Small();
        await ImportAsync(dump);
        var (wren, bo) = (await AuthorAsync("Wren Ashby"), await MemberAsync(Cast.Bo));
        await Authors.GiveAsync(Cast.Ada, Cast.ByRequest, wren, bo);
        Assert.Contains("already", await RefusedAsync(() => Authors.GiveAsync(Cast.Ada, Cast.ByRequest, wren, bo)), StringComparison.Ordinal);

        dump.Answer(14, to: 10, by: 1, "2015-05-01T10:00:00.000", "Or nails.");
        await ImportAsync(dump);
        Assert.StartsWith("Bo", await Hub.LookAsync(db => db.Posts.OrderByDescending(p => p.Number).Select(p => p.Person.Name).FirstAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_facilitators_of_that_community_see_and_give_authors()
    {
        var (wren, bo, _) = await BeginAsync();
        foreach (var other in new[] { Cast.Bo, Cast.Cy, Actor.Visitor })
        {
            Assert.Null(await Authors.ListAsync(other, Cast.ByRequest, cancel: TestContext.Current.CancellationToken));
            Assert.Null(await Authors.ReadAsync(other, Cast.ByRequest, wren, TestContext.Current.CancellationToken));
            await RefusedAsync(() => Authors.GiveAsync(other, Cast.ByRequest, wren, bo));
            await RefusedAsync(() => Authors.TakeBackAsync(other, Cast.ByRequest, wren));
        }
        // By the number of another community nothing is found.
        Assert.Equal("There is no such author here.", await RefusedAsync(() => Authors.GiveAsync(Cast.Ada, Cast.Open, wren, bo)));
        Assert.Equal("This person is not a member here.", await RefusedAsync(() => Authors.GiveAsync(Cast.Ada, Cast.ByRequest, wren, PublicId.New())));
        Assert.Equal(["Idris Quill", "Wren Ashby"], (await Authors.ListAsync(Cast.Ada, Cast.ByRequest, cancel: TestContext.Current.CancellationToken))!.Authors.Select(author => author.Name));
        Assert.Equal("Wren Ashby", Assert.Single((await Authors.ListAsync(Cast.Ada, Cast.ByRequest, "wren", cancel: TestContext.Current.CancellationToken))!.Authors).Name);
    }

    [Fact]
    public async Task Who_is_erased_loses_the_name_they_had_there_too()
    {
        var (wren, bo, _) = await BeginAsync();
        await Authors.GiveAsync(Cast.Ada, Cast.ByRequest, wren, bo);
        await Hub.Get<Erasures>().EraseAsync(Cast.Dot, bo, "They asked.", withWords: false);

        Assert.False(await Hub.LookAsync(db => db.People.AnyAsync(p => p.Name == "Wren Ashby")) || await Hub.LookAsync(db => db.ImportedAuthors.AnyAsync(a => a.Name == "Wren Ashby")));
    }

    async Task<(string Author, string Member, string Discussion)> BeginAsync()
    {
        using var dump = Dump.Small();
        await ImportAsync(dump);
        return (await AuthorAsync("Wren Ashby"), await MemberAsync(Cast.Bo), await Hub.LookAsync(db => db.Discussions.Select(d => d.PublicId).SingleAsync()));
    }

    Task<string> AuthorAsync(string name) => Hub.LookAsync(db => db.ImportedAuthors.Where(a => a.Name == name).Select(a => a.PublicId).SingleAsync());

    Task<string> MemberAsync(Actor member) => Hub.LookAsync(db => db.People.Where(p => p.Id == member.PersonId).Select(p => p.PublicId).SingleAsync());
}
