using System.Net;
using System.Text.RegularExpressions;
using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Hotseats;
using CommunityHub.People;
using CommunityHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityHub.Tests.Hotseats;

public sealed class HotseatFilesTests(TestSite site) : IClassFixture<TestSite>
{
    [Theory]
    [InlineData("/export.csv", "text/csv; charset=utf-8")]
    [InlineData("/export.md", "text/markdown; charset=utf-8")]
    [InlineData(".ics", "text/calendar; charset=utf-8")]
    public async Task A_file_is_saved_not_shown_and_that_of_a_closed_community_is_kept_nowhere(string file, string type)
    {
        using var member = new HttpVisitor(site);
        var (open, closed, address) = await SetUpAsync();
        await member.SignInAsync(address);
        using var visitor = new HttpVisitor(site);

        foreach (var (who, hotseat, cache) in new[] { (visitor, open, "no-cache"), (member, open, "no-store"), (member, closed, "no-store") })
        {
            using var answer = await who.GetAsync($"/hotseats/{hotseat}{file}");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(type, answer.Content.Headers.ContentType!.ToString());
            Assert.StartsWith("attachment; filename=\"", Assert.Single(answer.Content.Headers.GetValues("Content-Disposition")), StringComparison.Ordinal);
            Assert.Contains("filename*=UTF-8''Caf%C3%A9", Assert.Single(answer.Content.Headers.GetValues("Content-Disposition")), StringComparison.Ordinal);
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.Equal(cache, answer.Headers.CacheControl!.ToString());

            using var head = await who.SendAsync(new HttpRequestMessage(HttpMethod.Head, $"/hotseats/{hotseat}{file}"));
            Assert.Equal((HttpStatusCode.OK, type), (head.StatusCode, head.Content.Headers.ContentType!.ToString()));
            Assert.Empty(await head.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        }
    }

    [Theory]
    [InlineData("/export.csv")]
    [InlineData("/export.md")]
    [InlineData(".ics")]
    public async Task What_one_may_not_read_is_not_there_like_what_never_was(string file)
    {
        var (_, closed, _) = await SetUpAsync();
        using var visitor = new HttpVisitor(site);
        const string never = "bbbbbbbbbbbb";

        using var hidden = await visitor.GetAsync($"/hotseats/{closed}{file}");
        using var invented = await visitor.GetAsync($"/hotseats/{never}{file}");
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (hidden.StatusCode, invented.StatusCode));
        Assert.Equal(invented.Headers.Select(header => header.Key).Order(), hidden.Headers.Select(header => header.Key).Order());
        var (one, other) = (await TextAsync(hidden, closed), await TextAsync(invented, never));
        Assert.Equal(other, one);
        Assert.Contains("There is no page here.", one, StringComparison.Ordinal);
    }

    static async Task<string> TextAsync(HttpResponseMessage answer, string id) => Regex.Replace(
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Replace(id, "ID", StringComparison.Ordinal),
        "value=\"[^\"]{40,}\"|<!--Blazor.*?-->", "");

    async Task<(string Open, string Closed, string Address)> SetUpAsync()
    {
        site.StartServer();
        var writes = site.Services.GetRequiredService<HubWrites>();
        var address = $"member-{Guid.NewGuid():n}@files.test";
        var person = await site.EnrolAsync(address);
        var slugs = await writes.DoAsync(async work =>
        {
            var communities = new[] { CommunityKind.Open, CommunityKind.Private }
                .Select(kind => Community.Propose($"Files {Guid.NewGuid():n}"[..20] + kind, "For files.", kind, person.PersonId!.Value, work.Now))
                .ToList();
            foreach (var community in communities) community.Open(work.Now);
            work.Db.AddRange(communities);
            await work.Db.SaveChangesAsync();
            foreach (var community in communities)
            {
                work.Db.Add(Membership.Begin(community.Id, person.PersonId!.Value, work.Now));
                work.Db.Add(Role.Give(community.Id, person.PersonId!.Value, isLead: true, work.Now));
            }
            return communities.ConvertAll(community => community.Slug);
        });
        var ids = new List<string>();
        foreach (var slug in slugs)
        {
            var sessions = site.Services.GetRequiredService<HotseatSessions>();
            var form = new HotseatForm
            {
                Title = "Café questions",
                StartsLocal = DateTime.UtcNow.Date.AddDays(3).AddHours(11),
                Zone = "Europe/London",
                GuestId = await writes.DoAsync(async work => (await work.Db.People.FindAsync(person.PersonId!.Value))!.PublicId),
            };
            ids.Add(await sessions.DraftAsync(person, slug, form));
            await sessions.AnnounceAsync(person, ids[^1]);
        }
        return (ids[0], ids[1], address);
    }
}
