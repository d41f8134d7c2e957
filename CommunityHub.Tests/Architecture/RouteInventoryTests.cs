using System.Net;
using CommunityHub.Communities;
using CommunityHub.Tests.Support;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;

namespace CommunityHub.Tests.Architecture;

/// No door without a name here. E3 H8, H15, H19; E7 S9.
public sealed class RouteInventoryTests(CanarySite fixture) : IClassFixture<CanarySite>
{
    /// Whoever comes may ask, signed in or not: each says itself what it shows to whom, and <see cref="PermissionMatrixTests"/> asks it.
    static readonly Dictionary<string, string> Public = new(StringComparer.OrdinalIgnoreCase)
    {
        ["/"] = "the front page",
        ["/error"] = "words when something broke",
        ["/not-found"] = "words for what is not there",
        ["/help"] = "a person to turn to",
        ["/accessibility"] = "a statement the law asks for",
        ["/privacy"] = "what is kept of whom",
        ["/.well-known/security.txt"] = "whom to tell of a hole",
        ["/robots.txt"] = "what search engines should leave alone",
        ["/healthz"] = "alive",
        ["/readyz"] = "can serve",
        ["/zone"] = "a visitor's time zone, in a cookie",
        ["/account/login"] = "signing in",
        ["/account/logout"] = "signing out, twice too",
        ["/account/join"] = "registering",
        ["/account/register"] = "registering",
        ["/account/second-step"] = "between the password and the code, by a challenge's key",
        ["/account/passkeys/question"] = "a question for a passkey, to sign in with",
        ["/account/link"] = "a link by mail, to sign in with",
        ["/account/confirm"] = "a link by mail, to confirm an address",
        ["/account/forgot"] = "asking for a link by mail",
        ["/account/reset"] = "a link by mail, to choose a password",
        ["/account/new-address"] = "a link by mail, to confirm a new address",
        ["/communities"] = "the directory: those the reader may know",
        ["/communities/{Slug}"] = "its card, or all of it: by the community's door",
        ["/communities/{Slug}/follow-ups"] = "what its hotseats left open: by the community's and the hotseats' doors",
        ["/communities/{Slug}/topics"] = "questions that deserve a hotseat: by the community's door",
        ["/communities/{Slug}/discussions"] = "its discussions: by the community's door",
        ["/search"] = "by the doors of all that it finds",
        ["/discussions/{Id}"] = "by the discussions' door",
        ["/discussions/{id}/files/{fileId}/{name}"] = "by the discussions' door",
        ["/discussions/{id}/previous"] = "by the discussions' door",
        ["/discussions/{id}/next"] = "by the discussions' door",
        ["/discussions/{Id}/posts/{Number:int}/history"] = "by the discussions' door",
        ["/invitations/{Key}"] = "a link by mail",
        ["/guest"] = "a guest's personal link, by its key",
        ["/hotseats/{Id}"] = "by the hotseat's door",
        ["/h/{Code}"] = "by the hotseat's door",
        ["/hotseats/{Id}/catch-up"] = "by the hotseat's door",
        ["/hotseats/{Id}/projector"] = "by the hotseat's door",
        ["/hotseats/{Id}/answers/{AnswerId}"] = "by the hotseat's door",
        ["/hotseats/{Id}/text"] = "by the hotseat's door",
        ["/hotseats/{Id}/text/ask"] = "by the hotseat's door",
        ["/hotseats/{Id}/export.csv"] = "by the hotseat's door",
        ["/hotseats/{Id}/export.md"] = "by the hotseat's door",
        ["/hotseats/{Id}/print"] = "by the hotseat's door",
        ["/hotseats/{Id}/export-full.csv"] = "for facilitators; not there for anybody else",
        ["/hotseats/{Id}/report.csv"] = "for facilitators; not there for anybody else",
        ["/hotseats/{Id}.ics"] = "by the hotseat's door",
        ["/drafts"] = "answers 401 itself, in a way that scripts read",
        ["/drafts/owner"] = "under whose name a browser keeps what is typed: one's own",
        ["/sent"] = "whether a form of one's own arrived",
        ["/dev/mail"] = "in Development only",
        ["/dev/mail/{Id:long}"] = "in Development only",
        ["/hubs/live"] = "by the doors of what is listened to",
        ["/hubs/live/negotiate"] = "refused: WebSockets only",
        ["/_blazor"] = "circuits of pages, each by its own doors",
        ["/_blazor/negotiate"] = "refused: WebSockets only",
        ["/_blazor/disconnect"] = "the end of a circuit, by its secret id",
        ["/_blazor/initializers"] = "a fixed list",
        ["/{**path:file}"] = "our own files, where the site runs from its sources",
        ["/_framework/opaque-redirect"] = "where a form leads, in a protected address",
        ["/_framework/blazor.server.js"] = "our own file",
        ["/_framework/blazor.web.js"] = "our own file",
    };

    /// For somebody signed in; most ask more of them.
    static readonly string[] SignedIn =
    [
        "/account", "/account/data", "/account/data/file", "/account/drafts", "/account/bookmarks", "/account/devices", "/account/erase", "/account/guard", "/account/privacy", "/account/two-step", "/account/passkeys", "/account/passkeys/new", "/notices",
        "/communities/new", "/communities/{Slug}/join", "/communities/{Slug}/members", "/communities/{Slug}/members/{Person}", "/communities/{Slug}/log",
        "/communities/{Slug}/requests", "/communities/{Slug}/invitations", "/communities/{Slug}/settings", "/communities/{Slug}/hotseats/new",
        "/hotseats/new", "/hotseats/{Id}/console", "/hotseats/{Id}/desk", "/hotseats/{Id}/panel",
        "/hotseats/{Id}/desk/hand-out/{QuestionId}", "/hotseats/{Id}/desk/standby", "/hotseats/{Id}/desk/standby/{StandbyId}", "/hotseats/{Id}/desk/amend/{AnswerId}", "/hotseats/{Id}/desk/follow-ups/{FollowUpId}", "/hotseats/{Id}/cancel", "/hotseats/{Id}/edit", "/hotseats/{Id}/questions/{QuestionId}/decline",
        "/hotseats/{Id}/questions/{QuestionId}/report", "/hotseats/{Id}/answers/{AnswerId}/report", "/hotseats/{Id}/comments/{CommentId}/report",
        "/hotseats/{Id}/rehearse", "/hotseats/{Id}/import",
        "/hotseats/{Id}/questions/{QuestionId}/asker", "/hotseats/{Id}/ask-for-me", "/hotseats/{id}/similar", "/hotseats/{id}/want", "/hotseats/{Id}/for-members",
        "/hotseats/{Id}/merge", "/hotseats/{Id}/questions/{QuestionId}/edit",
        "/communities/{Slug}/themes", "/hotseats/{Id}/sort", "/hotseats/{Id}/summary", "/hotseats/{Id}/follow-ups", "/hotseats/{Id}/follow-ups/{FollowUpId}", "/hotseats/{Id}/did-it-help", "/hotseats/{Id}/report", "/hotseats/{Id}/questions/{QuestionId}/topic",
        "/communities/{Slug}/discussions/new", "/communities/{slug}/people-to-name", "/discussions/{Id}/manage", "/discussions/{Id}/posts/{Number:int}/edit", "/discussions/{Id}/posts/{Number:int}/remove",
        "/discussions/{Id}/posts/{Number:int}/writer", "/discussions/{Id}/posts/{Number:int}/reactions", "/discussions/{Id}/posts/{Number:int}/bookmark", "/discussions/{Id}/posts/{Number:int}/report", "/discussions/{Id}/move", "/discussions/{Id}/split", "/discussions/{Id}/merge", "/communities/{Slug}/moderation",
        "/communities/{Slug}/imported-authors", "/communities/{Slug}/imported-authors/{Author}",
        "/admin", "/admin/communities", "/admin/people", "/admin/settings", "/admin/health", "/admin/log",
    ];

    [Fact]
    public void Every_address_of_the_site_stands_in_the_inventory()
    {
        var wrong = SiteRoutes.Of(fixture.Site).Where(route => !IsOurFile(route)).Select(route => Judge(route, PathOf(route))).OfType<string>().Distinct().ToList();

        Assert.True(wrong.Count == 0, "A new address needs a line in RouteInventoryTests, with its reason:\n" + string.Join('\n', wrong));
    }

    [Fact]
    public void Whatever_takes_a_post_takes_it_only_with_the_token_of_a_form_of_ours()
    {
        // The circuits' own endpoints have no forms: their guard is the Origin (CircuitAttackTests). Drafts come by script, and ask for the token themselves.
        var open = SiteRoutes.Of(fixture.Site)
            .Where(route => !IsOurFile(route) && new[] { "POST", "PUT", "DELETE", "PATCH" }.Any(verb => SiteRoutes.Takes(route, verb)))
            .Where(route => !PathOf(route).StartsWith("/_blazor", StringComparison.Ordinal) && !PathOf(route).StartsWith("/hubs/", StringComparison.Ordinal))
            .Where(route => PathOf(route) is not ("/drafts" or "/healthz" or "/readyz") && !PathOf(route).StartsWith("/_framework/", StringComparison.Ordinal))
            .Where(route => route.Metadata.GetMetadata<IAntiforgeryMetadata>() is not { RequiresValidation: true })
            .Select(SiteRoutes.NameOf);

        Assert.Empty(open);
    }

    [Theory]
    [InlineData("facilitator")]
    [InlineData("member")]
    [InlineData("administrator")]
    public async Task A_post_without_the_token_does_nothing(string name)
    {
        var who = fixture.As(name);
        var forms = await FormsAsync(who); // that somebody looks at people is written down
        var before = await fixture.RowsAsync();
        var answers = new List<string>();
        foreach (var (address, fields) in forms)
        {
            foreach (var verb in new[] { HttpMethod.Post, HttpMethod.Put, HttpMethod.Delete })
            {
                using var content = new FormUrlEncodedContent(fields);
                using var answer = await who.Http.SendAsync(new HttpRequestMessage(verb, address) { Content = content });
                if ((int)answer.StatusCode is < 400 or >= 500) answers.Add($"{verb} {address} {string.Join('&', fields.Select(f => f.Key))}: {(int)answer.StatusCode}");
            }
        }

        Assert.Empty(answers);
        Assert.Equal(before, await fixture.RowsAsync());
        Assert.Contains("Your menu", await who.Http.ReadAsync("/"), StringComparison.Ordinal); // nor was anybody signed out
    }

    [Fact]
    public async Task HEAD_answers_as_GET_and_odd_verbs_do_nothing()
    {
        var who = fixture.As("facilitator");
        var before = await fixture.RowsAsync();
        var wrong = new List<string>();
        foreach (var address in Pages().Append("/nothing-here"))
        {
            var (get, head) = (await StatusAsync(who, HttpMethod.Get, address), await StatusAsync(who, HttpMethod.Head, address));
            if (get != head) wrong.Add($"{address}: GET {get}, HEAD {head}");
            foreach (var odd in new[] { "TRACE", "OPTIONS", "PUT", "DELETE", "PATCH", "PROPFIND", "X-ODD" })
            {
                var status = await StatusAsync(who, new HttpMethod(odd), address);
                if (status is < 400 or >= 500) wrong.Add($"{address}: {odd} {status}");
            }
        }

        Assert.Empty(wrong);
        Assert.Equal(before, await fixture.RowsAsync());
    }

    static string? Judge(RouteEndpoint route, string path)
    {
        if (SiteRoutes.IsPublic(route)) return Public.ContainsKey(path) ? null : $"{SiteRoutes.NameOf(route)} is open to everybody, and does not stand under Public.";
        return SignedIn.Contains(path, StringComparer.OrdinalIgnoreCase) ? null : $"{SiteRoutes.NameOf(route)} does not stand under SignedIn.";
    }

    static string PathOf(RouteEndpoint route) => "/" + route.RoutePattern.RawText!.Trim('/');

    static bool IsOurFile(RouteEndpoint route) => route.Metadata.GetMetadata<StaticAssetDescriptor>() is not null;

    IEnumerable<string> Pages() => SiteRoutes.Of(fixture.Site)
        .Where(route => route.Metadata.GetMetadata<ComponentTypeMetadata>() is not null)
        .SelectMany(route => SiteRoutes.Fill(route.RoutePattern.RawText!, fixture.Places[CommunityKind.Private]))
        .Distinct();

    // Every form that this person is shown, and every address that takes a post at all, with fields that would mean something.
    async Task<List<(string Address, List<KeyValuePair<string, string>> Fields)>> FormsAsync(Onlooker who)
    {
        var forms = new List<(string, List<KeyValuePair<string, string>>)>();
        foreach (var page in Pages().Append("/account/logout").Append("/zone"))
        {
            forms.Add((page, []));
            var surface = page is "/account/logout" or "/zone" ? null : await Crawler.AskAsync(who, page);
            foreach (var form in PostedForm.AllOf(surface?.Body ?? "", page)) forms.Add((form.Action, [.. form.Fields.Where(field => field.Key is not "__RequestVerificationToken")]));
        }
        return [.. forms.DistinctBy(form => form.Item1 + string.Join('&', form.Item2.Select(field => field.Key)))];
    }

    static async Task<int> StatusAsync(Onlooker who, HttpMethod verb, string address)
    {
        using var answer = await who.Http.SendAsync(new HttpRequestMessage(verb, address));
        return (int)answer.StatusCode;
    }
}
