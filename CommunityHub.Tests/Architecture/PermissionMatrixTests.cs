using System.Collections.Concurrent;
using System.Net;
using System.Text.RegularExpressions;
using CommunityHub.Communities;
using CommunityHub.Tests.Support;

namespace CommunityHub.Tests.Architecture;

/// E1: what each may come upon, on every surface there is. P1, P2, P3, P5, P8, P9, P10, P11, P13, P17, P18, P19, P21, P23, P24, P27, P28, P29; O1, O5, O7, O8.
public sealed partial class PermissionMatrixTests(CanarySite fixture) : IClassFixture<CanarySite>
{
    [Fact]
    public async Task Nobody_comes_upon_a_word_that_is_not_for_them_and_a_look_changes_nothing()
    {
        var (leaks, canaries) = (new ConcurrentQueue<string>(), new CanaryFinder(fixture.Canaries));
        var before = await fixture.RowsAsync();
        foreach (var isPublic in new[] { true, false })
        {
            await fixture.ReadPubliclyAsync(isPublic);
            await Parallel.ForEachAsync(fixture.Onlookers.Where(who => isPublic || who.Name is not ("invited" or "applicant" or "former" or "elsewhere" or "facilitator")), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (who, _) =>
            {
                var surfaces = await Crawler.CrawlAsync(who, Addresses());
                foreach (var surface in surfaces)
                {
                    var text = surface.WithoutEcho();
                    foreach (var canary in canaries.In(text))
                    {
                        if (!who.MaySee(canary, isPublic, surface.Address))
                        {
                            leaks.Enqueue($"{who,-13} {(isPublic ? "public " : "closed ")} GET {surface.Address} ({surface.Status}): found the {canary}, which is for {canary.Seen} {string.Join(", ", canary.Also)}. …{Around(text, canary.Word)}…");
                        }
                    }
                    // H18: what was drawn for somebody is kept nowhere.
                    if (who.Name is not "anonymous" && surface.Status == 200 && (surface.Headers.Contains("text/html", StringComparison.Ordinal) || surface.Address.StartsWith("/hotseats/", StringComparison.Ordinal))
                        && !surface.Headers.Contains("no-store", StringComparison.Ordinal)) leaks.Enqueue($"{who,-13} GET {surface.Address} may be kept by a cache.");
                    if (surface.Status >= 500) leaks.Enqueue($"{who,-13} GET {surface.Address} answered {surface.Status}");
                }
                foreach (var unseen in MustSee(who, isPublic).Where(canary => !surfaces.Any(surface => surface.Body.Contains(canary.Word, StringComparison.OrdinalIgnoreCase))))
                {
                    leaks.Enqueue($"{who,-13} {(isPublic ? "public " : "closed ")} should have found the {unseen}, and did not.");
                }
            });
        }
        await fixture.ReadPubliclyAsync(true);

        Assert.True(leaks.IsEmpty, $"{leaks.Count} against the table of rights:\n{string.Join('\n', leaks.Order(StringComparer.Ordinal).Take(40))}");
        // P29. The address that was asked for stands around a line, as in any web server's log: only who runs the site reads that, and they know each community by name.
        var told = fixture.Site.Log.Lines.Select(line => AskedFor().Replace(line, "")).Where(line => line.Contains("@canary.test", StringComparison.Ordinal) || canaries.In(line).Count > 0).ToList();
        Assert.True(told.Count == 0, $"The log tells what is hidden, in {told.Count} lines:\n{string.Join('\n', told.Take(5))}");
        var after = await fixture.RowsAsync();
        Assert.Equal(before.Where(table => table.Key is not "SiteSettings"), after.Where(table => table.Key is not "SiteSettings"));
    }

    [Theory]
    [InlineData("anonymous", true)]
    [InlineData("anonymous", false)]
    [InlineData("unconfirmed", false)]
    [InlineData("registered", true)]
    [InlineData("applicant", true)]
    [InlineData("invited", true)]
    [InlineData("former", true)]
    [InlineData("elsewhere", true)]
    [InlineData("administrator", true)]
    public async Task What_is_hidden_answers_like_an_address_that_never_was(string name, bool isPublic)
    {
        var (who, differences) = (fixture.As(name), new List<string>());
        await fixture.ReadPubliclyAsync(isPublic);
        foreach (var (hidden, never) in HiddenAndNever(who, isPublic))
        {
            var (one, other) = (await Crawler.AskAsync(who, hidden), await Crawler.AskAsync(who, never));
            if (one.Status != other.Status) differences.Add($"{hidden}: {one.Status}, where {never} is {other.Status}");
            else if (Bare(one, hidden).Headers != Bare(other, never).Headers) differences.Add($"{hidden}: headers\n{Bare(one, hidden).Headers}\nwhere {never} has\n{Bare(other, never).Headers}");
            else if (Bare(one, hidden).Body != Bare(other, never).Body) differences.Add($"{hidden}: other words than {never}");
            else if (Math.Abs(one.Body.Length - other.Body.Length) > 0.02 * other.Body.Length) differences.Add($"{hidden}: {one.Body.Length} long, where {never} is {other.Body.Length}");
        }
        await fixture.ReadPubliclyAsync(true);

        Assert.True(differences.Count == 0, $"{who} can tell {differences.Count} hidden addresses from invented ones:\n{string.Join('\n', differences.Take(10))}");
    }

    [Fact]
    public async Task What_the_script_asked_for_is_not_kept_for_who_loads_the_page()
    {
        using var stranger = new HttpVisitor(fixture.Site);
        var address = $"/hotseats/{fixture.Places[CommunityKind.Open].Over}?answers=first";
        using var byScript = new HttpRequestMessage(HttpMethod.Get, address);
        byScript.Headers.Add("Accept", "text/html; blazor-enhanced-nav=on");
        using var exchanged = await stranger.SendAsync(byScript);

        using var nextVisitor = new HttpVisitor(fixture.Site);
        Assert.DoesNotContain("focus-on-navigate", await nextVisitor.ReadAsync(address), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_foreign_host_name_comes_into_no_page()
    {
        foreach (var address in new[] { "/", "/communities", $"/hotseats/{fixture.Places[CommunityKind.Open].Over}", $"/hotseats/{fixture.Places[CommunityKind.Open].Coming}.ics", "/nothing-here", "/account/login" })
        {
            using var poisoned = new HttpRequestMessage(HttpMethod.Get, address);
            poisoned.Headers.Host = "evil.example";
            using var stranger = new HttpVisitor(fixture.Site);
            using var answer = await stranger.SendAsync(poisoned);

            var after = await stranger.ReadAsync(address); // whatever was kept for the next visitor
            Assert.DoesNotContain("evil.example", after, StringComparison.Ordinal);
        }
    }

    IEnumerable<string> Addresses() =>
    [
        .. SiteRoutes.Of(fixture.Site)
            .Where(route => SiteRoutes.Takes(route, "GET") && !route.RoutePattern.RawText!.Contains("_framework", StringComparison.Ordinal))
            .SelectMany(route => fixture.Places.Values.SelectMany(place => SiteRoutes.Fill(route.RoutePattern.RawText!, place)))
            .Where(address => !FileOrCircuit().IsMatch(address))
            .Distinct(),
        // By words that stand beside the canaries, by kind and by name: what comes is said by the site, and not by who asked.
        "/search?q=what", "/search?q=it+is", "/search?q=and", "/search?by=the", "/search?unanswered=yes",
        .. new[] { "discussions", "hotseats", "questions", "answers", "comments", "closing-words", "people", "communities" }.Select(kind => $"/search?kind={kind}"),
        .. fixture.Places.Values.SelectMany(place => new[]
        {
            $"/communities?q={place.Slug[..12]}", $"/communities?text={place.Slug[..12]}", $"/account/login?returnUrl=%2Fcommunities%2F{place.Slug}", $"/drafts?place=ask/{place.Coming}", $"/drafts?place=answer/{place.Waiting}", $"/drafts?place=post/{place.Discussion}",
            $"/search?community={place.Slug}&q=what", $"/search?community={place.Slug}",
            $"/sent?key=key-{fixture.Places.Single(one => one.Value == place).Key}",
        }),
        // A discussion that begins with the answer of a hotseat, from each kind of community in each.
        .. fixture.Places.Values.SelectMany(place => fixture.Places.Values.Select(other => BeginWith(place, other))),
    ];

    static string BeginWith(Place place, Place other) => $"/communities/{place.Slug}/discussions/new?hotseat={other.Live}&answer={other.Answer}";

    // The table is kept from both sides: a site that shows nobody anything would pass the other half.
    IEnumerable<Canary> MustSee(Onlooker who, bool isPublic) => fixture.Canaries.Where(canary => canary.Kind is { } kind && who.Reads(kind, isPublic)
        && canary.Field is "title of a hotseat that is live" or "question that waits" or "answer" or "comment" or "answer of long ago" or "announcement" or "reason of a cancellation" or "seed question" or "title of a discussion" or "question of a poll" or "option of a poll" or "post" or "post before an edit" or "reason why a post was taken away");

    IEnumerable<(string Hidden, string Never)> HiddenAndNever(Onlooker who, bool isPublic)
    {
        foreach (var (kind, place) in fixture.Places.Where(place => !who.Reads(place.Key, isPublic)))
        {
            // The name of a community that is not private may be known, and so what belongs to it by its name.
            var never = fixture.Places.Values.First() with
            {
                PublicId = PublicId.New(),
                Slug = Canary.NewWord(),
                OldSlug = Canary.NewWord(),
                InvitationId = PublicId.New(),
                Live = PublicId.New(),
                Coming = PublicId.New(),
                Over = PublicId.New(),
                Cancelled = PublicId.New(),
                Draft = PublicId.New(),
                Waiting = PublicId.New(),
                Answered = PublicId.New(),
                Rehearsal = PublicId.New(),
                Answer = PublicId.New(),
                Comment = PublicId.New(),
                Discussion = PublicId.New(),
                ImportedAuthor = PublicId.New(),
                Unnamed = PublicId.New(),
                GuestAnswer = PublicId.New(),
                Standby = PublicId.New(),
                GuestFollowUp = PublicId.New(),
                People = [PublicId.New(), PublicId.New()],
                After = AfterwardsPlace.Invented(),
            };
            var isKnown = kind is not CommunityKind.Private && (isPublic || who.Name is not ("anonymous" or "unconfirmed"));
            var patterns = SiteRoutes.Of(fixture.Site)
                .Where(route => SiteRoutes.Takes(route, "GET"))
                .Select(route => route.RoutePattern.RawText!.TrimStart('/'))
                .Where(pattern => pattern.StartsWith("hotseats/", StringComparison.Ordinal) || pattern.StartsWith("discussions/", StringComparison.Ordinal)
                    || (!isKnown && pattern.StartsWith("communities/{", StringComparison.Ordinal)))
                .Distinct();
            foreach (var pattern in patterns)
            {
                foreach (var pair in SiteRoutes.Fill(pattern, place).Zip(SiteRoutes.Fill(pattern, never))) yield return pair;
            }
            yield return (BeginWith(fixture.Places[CommunityKind.Open], place), BeginWith(fixture.Places[CommunityKind.Open], never));
            // An invitation is for whom it was sent to.
            if (who.Name is not ("invited" or "anonymous" or "unconfirmed")) yield return ($"/invitations/{place.InvitationId}", $"/invitations/{never.InvitationId}");
        }
    }

    // What differs by chance or by what was asked: tokens, numbers of a request, the address itself.
    static (string Headers, string Body) Bare(Surface surface, string address)
    {
        var (body, headers) = (surface.Body, surface.Headers);
        var parts = address.Split('/', '?', '&', '=').Where(part => part.Length > 8).SelectMany(part => new[] { part, Path.GetFileNameWithoutExtension(part) });
        foreach (var part in parts.Prepend(address)) (body, headers) = (body.Replace(part, "…", StringComparison.Ordinal), headers.Replace(part, "…", StringComparison.Ordinal));
        return (Token().Replace(headers, "…"), Token().Replace(body, "…"));
    }

    static string Around(string text, string word)
    {
        var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase);
        return text[Math.Max(0, at - 60)..Math.Min(text.Length, at + word.Length + 30)].ReplaceLineEndings(" ");
    }

    [GeneratedRegex("CfDJ8[A-Za-z0-9_%+/=-]{20,}|(?<=Content-Length: )\\d+")]
    private static partial Regex Token();

    [GeneratedRegex(@"RequestPath:\S*")]
    private static partial Regex AskedFor();

    [GeneratedRegex(@"^/_|\.(css|js|svg|woff2|txt|gz|br|png)(\?|$)|^/hubs/")]
    private static partial Regex FileOrCircuit();
}
