using CommunityHub.Communities;
using CommunityHub.Hotseats;
using CommunityHub.Tests.Architecture;
using CommunityHub.Tests.Support;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.Playwright;

namespace CommunityHub.Tests.Shared;

/// E9: W1, W8, W9, W10, W19, W20. Every page that the site has, as whoever may open it sees it: a new one is walked without a line here.
public sealed class EveryPageJourneys(Browsers browsers, CanarySite fixture) : IClassFixture<CanarySite>
{
    /// Nobody of this site can open them, and why.
    static readonly Dictionary<string, string> NotHere = new()
    {
        ["/dev/mail"] = "in Development only",
        ["/dev/mail/{Id:long}"] = "in Development only",
        ["/error"] = "answers 500",
        ["/not-found"] = "answers 404",
    };

    /// These look otherwise in each state of a hotseat.
    static readonly string[] OfManyStates = ["/hotseats/{Id}", "/hotseats/{Id}/console", "/hotseats/{Id}/desk"];

    static readonly string[] Walkers = ["facilitator", "member", "administrator", "invited", CanaryGuests.Here, "anonymous"];

    /// What a page shows to others than the first who may open it, or when it is asked for more.
    IEnumerable<(string Who, string Address)> MoreStates
    {
        get
        {
            var (open, asked, hidden) = (fixture.Places[CommunityKind.Open], fixture.Places[CommunityKind.ByRequest], fixture.Places[CommunityKind.Private]);
            yield return ("anonymous", "/");
            yield return ("anonymous", $"/communities/{open.Slug}");
            yield return ("anonymous", $"/communities/{asked.Slug}");
            yield return ("anonymous", $"/hotseats/{open.Live}");
            yield return ("anonymous", "/communities?q=nothing+of+that+kind");
            yield return ("anonymous", "/search?q=nothing+of+that+kind");
            yield return ("member", "/search?q=what&kind=questions");
            yield return ("anonymous", $"/hotseats/{open.Live}/console"); // to sign in, and come back
            yield return ("facilitator", "/communities?kind=mine");
            yield return ("registered", $"/communities/{asked.Slug}/join");
            yield return ("applicant", $"/communities/{asked.Slug}/join");
            yield return ("suspended", $"/communities/{asked.Slug}");
            yield return ("member", $"/hotseats/{hidden.Live}"); // some of what they asked waits, was declined, looked up
            yield return ("facilitator", $"/hotseats/{open.Live}/console?show=long");
            yield return ("facilitator", $"/hotseats/{open.Live}/merge?chosen={open.Waiting}");
            yield return ("facilitator", $"/hotseats/{open.Live}/desk?question={open.Waiting}");
            yield return (CanaryGuests.Here, $"/hotseats/{hidden.Live}/desk");
            yield return (CanaryGuests.Here, $"/hotseats/{hidden.Live}/desk?question={hidden.Waiting}");
        }
    }

    [Fact]
    public async Task No_page_puts_up_a_barrier_or_needs_sideways_scrolling()
    {
        await fixture.Get<HotseatQuestions>().AnswerNowAsync(fixture.Actor("facilitator"), fixture.Places[CommunityKind.Open].Waiting);
        var wrong = new List<string>();
        var walkers = new Dictionary<string, PageLook>();
        foreach (var (who, address) in (await FindAsync(wrong)).Concat(MoreStates).Distinct())
        {
            if (!walkers.TryGetValue(who, out var page)) walkers[who] = page = await OpenAsync(who);
            wrong.AddRange((await page.LookAtAsync(address)).Select(fault => $"{address} as {who}: {fault}"));
        }
        foreach (var page in walkers.Values) await page.DisposeAsync();

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    async Task<List<(string Who, string Address)>> FindAsync(List<string> wrong)
    {
        var all = new List<(string, string)>();
        foreach (var route in Routes())
        {
            var found = await FindAsync(route);
            if (found.Count == 0 && !NotHere.ContainsKey(route)) wrong.Add($"{route}: nobody of the walk can open it");
            all.AddRange(found);
        }
        return all;
    }

    IEnumerable<string> Routes() => SiteRoutes.Of(fixture.Site)
        .Where(route => route.Metadata.GetMetadata<ComponentTypeMetadata>() is not null)
        .Select(route => "/" + route.RoutePattern.RawText!.Trim('/'))
        .Distinct();

    // Who may open it, at one address; of some pages, at each state's.
    async Task<List<(string Who, string Address)>> FindAsync(string route)
    {
        var found = new List<(string, string)>();
        foreach (var who in Walkers)
        {
            foreach (var address in new[] { CommunityKind.Open, CommunityKind.Private }.SelectMany(kind => SiteRoutes.Fill(route, fixture.Places[kind])).Distinct())
            {
                if (OfManyStates.Contains(route) && !fixture.Places[CommunityKind.Open].Hotseats.Any(address.Contains)) continue;
                if ((await Crawler.AskAsync(fixture.As(who), address)).Status is not 200) continue;
                found.Add((who, address));
                if (!OfManyStates.Contains(route)) return found;
            }
            if (found.Count > 0) return found;
        }
        return found;
    }

    async Task<PageLook> OpenAsync(string who)
    {
        var profile = await browsers.NewProfileAsync(new() { BaseURL = fixture.Site.Address.ToString(), ReducedMotion = ReducedMotion.Reduce });
        if (who is not "anonymous") await profile.AddCookiesAsync(fixture.As(who).Http.ForBrowser());
        return await PageLook.OpenAsync(profile);
    }
}
