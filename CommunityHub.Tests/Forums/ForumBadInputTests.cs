using System.Collections.Concurrent;
using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Drafts;
using CommunityHub.Exports;
using CommunityHub.Files;
using CommunityHub.Forums;
using CommunityHub.Imports.Communities;
using CommunityHub.Moderation;
using CommunityHub.People;
using CommunityHub.Polls;
using CommunityHub.RateLimits;
using CommunityHub.Tests.App;
using CommunityHub.Tests.Architecture;
using CommunityHub.Tests.Support;
using CommunityHub.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityHub.Tests.Forums;

/// I1, I2, I7, I8, I9, I14 on the forum of a running site.
public sealed class ForumBadInputTests : IAsyncLifetime
{
    const string Slug = "adult-social-care";

    readonly TestSite site = new();
    readonly ConcurrentQueue<string> wrong = new();
    HttpVisitor ada = null!, bo = null!;
    Actor asAda, asBo, asGus;
    long community;

    public async ValueTask InitializeAsync()
    {
        site.StartServer();
        Get<Limits>().AreOff = true;
        (asAda, asBo, asGus) = (await ActorAsync("ada"), await ActorAsync("bo"), await ActorAsync("gus"));
        community = await LookAsync(db => db.Communities.Where(c => c.Slug == Slug).Select(c => c.Id).SingleAsync());
        (ada, bo) = (new HttpVisitor(site), new HttpVisitor(site));
        await ada.SignInAsync("ada@demo.test");
        await bo.SignInAsync("bo@demo.test");
    }

    public async ValueTask DisposeAsync()
    {
        ada.Dispose();
        bo.Dispose();
        await site.DisposeAsync();
    }

    /// I1, I2, I14, I19.
    [Fact]
    public async Task Whatever_stands_in_whichever_field_is_words_on_every_page_is_found_and_moves_to_another_site()
    {
        var made = new Dictionary<string, string>();
        foreach (var (word, text) in NaughtyTexts.Each) made[Half(text)] = await PutEverywhereAsync(word, text);

        foreach (var (text, id) in made)
        {
            var page = await ReadAsync(bo, $"/discussions/{id}");
            Assert.Equal(Wording.Line(text), page.QuerySelector("h1")!.TextContent.Trim());
            var edit = await ReadAsync(ada, $"/discussions/{id}/posts/1/edit");
            var kept = await LookAsync(db => db.Posts.Where(p => p.Discussion.PublicId == id && p.Number == 1).Select(p => p.Text).SingleAsync());
            if (!kept.Contains("mention:", StringComparison.Ordinal)) Assert.Equal(kept, TypedIn(edit, "text"));
            foreach (var more in new[] { $"/discussions/{id}/posts/1/history", $"/discussions/{id}/manage" }) await ReadAsync(ada, more);
        }
        foreach (var (word, text) in NaughtyTexts.Each)
        {
            var found = await ReadAsync(bo, $"/search?q={word}");
            Assert.Contains(found.QuerySelectorAll("mark"), mark => mark.TextContent == word);
            await ReadAsync(bo, $"/search?q={Uri.EscapeDataString(Half(text))}");
        }
        string[] lists =
        [
            $"/communities/{Slug}/discussions", $"/communities/{Slug}/moderation", $"/communities/{Slug}/log", $"/communities/{Slug}/themes",
            "/account/drafts", "/account/bookmarks", "/account/notices", "/notices", "/",
        ];
        foreach (var list in lists)
        {
            await ReadAsync(ada, list);
            await ReadAsync(bo, list);
        }
        Assert.True(wrong.IsEmpty, string.Join('\n', wrong.Take(30)));

        var folder = Directory.CreateTempSubdirectory("hub-test-");
        await using var other = await TestHub.EmptyAsync(new SqliteTestDatabase());
        other.Clock.MoveTo(DateTime.UtcNow);
        var (file, _) = await Get<CommunityExport>().WriteAsync(Slug, Path.Combine(folder.FullName, "all.zip"), cancel: Stop);
        await other.Get<CommunityImport>().RunAsync(file, cancel: Stop);
        folder.Delete(recursive: true);
        Assert.Empty(made.Keys.Select(Wording.Line).Except(await other.LookAsync(db => db.Discussions.Select(d => d.Title).ToListAsync())));
        var (texts, moved) = (await TextsAsync(LookAsync), await TextsAsync(other.LookAsync));
        Assert.Equal(texts, moved);
    }

    /// I8.
    [Fact]
    public async Task No_number_breaks_a_page_of_the_forum()
    {
        var poll = new PollForm("Which day?", "Monday\nTuesday", true, false, null);
        var id = await Get<Discussions>().StartAsync(asAda, Slug, new DiscussionForm(DiscussionKind.Question, "Which day?", "Any.", Poll: poll));
        string[] numbers =
        [
            "-1", "0", "2", "2147483647", "2147483648", "99999999999999999999", "1e309", "NaN", "1.5", "٣", "%20", "1%00", "[]",
            "2026-02-30", "0001-01-01", "9999-12-31", "x", "",
        ];
        string[] names =
        [
            "page", "after", "before", "at", "from", "to", "until", "quote", "show",
            "theme", "kind", "by", "posted", "hotseat", "answer", "verb", "community", "unanswered",
        ];
        string[] acts = ["edit", "history", "remove", "report", "bookmark", "reactions", "writer"];
        string[] pages =
        [
            $"/discussions/{id}", .. new[] { "manage", "split", "move", "merge" }.Select(act => $"/discussions/{id}/{act}"),
            $"/communities/{Slug}/discussions", $"/communities/{Slug}/discussions/new",
            $"/communities/{Slug}/moderation", $"/communities/{Slug}/log", "/account/bookmarks", "/account/drafts", "/search",
            .. acts.Select(act => $"/discussions/{id}/posts/1/{act}"),
        ];
        foreach (var page in pages)
        {
            // All at once: a page takes those it knows; and each twice, and as a list.
            foreach (var number in numbers) await AskAsync(ada, $"{page}?{string.Join('&', names.Select(name => $"{name}={number}"))}");
            await AskAsync(ada, $"{page}?{string.Join('&', names.Select(name => $"{name}=1&{name}=2&{name}[]=3&{name}[a]=4"))}");
        }
        foreach (var number in numbers)
        {
            foreach (var act in acts) await AskAsync(ada, $"/discussions/{id}/posts/{number}/{act}");
            await AskAsync(ada, $"/discussions/{id}/files/{number}/{number}");
        }

        // What a form offers to choose from, and what was not offered.
        foreach (var page in new[] { $"/discussions/{id}", $"/discussions/{id}/split" })
        {
            foreach (var form in PostedForm.AllOf(await ada.ReadAsync(page), page))
            {
                var fields = form.Fields.Select(one => one.Key).Concat(form.Typed).Distinct();
                foreach (var field in fields.Where(name => name is not ("__RequestVerificationToken" or "_handler")))
                {
                    foreach (var number in numbers.Take(8)) await PostAsync(ada, form.Action, new FormUrlEncodedContent(form.With(field, number)));
                    IReadOnlyList<KeyValuePair<string, string>> many = [.. form.With(field, "1"), new(field, "1"), new(field, "-1"), new($"{field}[0]", "7")];
                    await PostAsync(ada, form.Action, new FormUrlEncodedContent(many));
                }
            }
        }
        Assert.True(wrong.IsEmpty, string.Join('\n', wrong.Take(30)));
    }

    /// I7: past every limit of a page, before any limit of a field.
    [Fact]
    public async Task Ten_megabytes_in_a_form_a_draft_an_address_or_a_head_are_refused_and_harm_nobody()
    {
        var id = await Get<Discussions>().StartAsync(asAda, Slug, new DiscussionForm(DiscussionKind.Talk, "How long is long?", "Any."));
        var (page, huge) = ($"/discussions/{id}", new string('h', 10_000_000));
        var reply = PostedForm.AllOf(await bo.ReadAsync(page), page).First(form => form.Typed.Contains("text"));
        foreach (var field in reply.Typed.Where(name => !name.StartsWith("file", StringComparison.Ordinal)))
        {
            foreach (var length in new[] { 1_000_000, 5_000_000, 10_000_000, 12_000_000 })
            {
                using var content = new MultipartFormDataContent();
                foreach (var (name, value) in reply.With(field, new string('h', length))) content.Add(new StringContent(value), name);
                await PostAsync(bo, reply.Action, content);
            }
        }
        foreach (var length in new[] { ReadyFile.MostBytes, ReadyFile.MostBytes + 1, ReadyFile.MostBytes + (2 << 20) })
        {
            using var content = new MultipartFormDataContent();
            foreach (var (name, value) in reply.With("text", "With a file.")) content.Add(new StringContent(value), name);
            content.Add(new ByteArrayContent([.. "%PDF-1.7\n"u8, .. new byte[length - 9]]), "file1", "long.pdf");
            await PostAsync(bo, reply.Action, content);
        }
        Assert.Equal(1, await LookAsync(db => db.Attachments.CountAsync(a => a.Name == "long.pdf")));
        string[] addresses =
        [
            $"/search?q={huge[..30_000]}", $"/discussions/{huge[..7_000]}", $"{page}?page={huge[..7_000]}",
            $"{page}/files/{huge[..3_000]}/{huge[..3_000]}", $"/drafts?place=post/{huge[..7_000]}",
        ];
        foreach (var address in addresses) await AskAsync(bo, address);
        using var heavy = new HttpRequestMessage(HttpMethod.Get, page);
        heavy.Headers.TryAddWithoutValidation("X-Long", huge[..40_000]);
        using var headed = await bo.SendAsync(heavy);
        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, headed.StatusCode);
        Assert.True(wrong.IsEmpty, string.Join('\n', wrong.Take(30)));

        Assert.Equal(2, await LookAsync(db => db.Posts.CountAsync(p => p.Discussion.PublicId == id)));
        Assert.Equal(HttpStatusCode.OK, (await bo.GetAsync(page)).StatusCode);
    }

    /// I9.
    [Theory]
    [InlineData("page.pdf", "%PDF-1.7 <html><script>alert(1)</script>", "application/pdf")]
    [InlineData("page.html.txt", "<html><script>alert(1)</script>", "text/plain")]
    [InlineData("ta\"b;le\r\nX-Evil: 1‮.csv", "=cmd|' /C calc'!A0", "text/csv")]
    [InlineData("../../ünïcödé 👩‍👩‍👧‍👦 \ud800.txt", "Words", "text/plain")]
    [InlineData("CON.md", "[a](javascript:alert(1))", "text/plain")]
    public async Task A_file_comes_as_what_it_is_and_runs_nothing(string name, string content, string mediaType)
    {
        var files = ReadyFile.Of([new Upload(name, Encoding.UTF8.GetBytes(content))]);
        var id = await Get<Discussions>().StartAsync(asAda, Slug, new DiscussionForm(DiscussionKind.Talk, "A file", name, Files: files));
        var page = await ReadAsync(bo, $"/discussions/{id}");
        var address = page.QuerySelectorAll("a").Select(link => link.GetAttribute("href")!).Single(link => link.Contains("/files/", StringComparison.Ordinal));
        foreach (var verb in new[] { HttpMethod.Get, HttpMethod.Head })
        {
            using var answer = await bo.SendAsync(new HttpRequestMessage(verb, "/" + address.TrimStart('/')));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(mediaType, answer.Content.Headers.ContentType!.MediaType);
            Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.Equal("default-src 'none'; sandbox", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
            Assert.False(answer.Headers.Contains("X-Evil"));
        }
        using var part = new HttpRequestMessage(HttpMethod.Get, "/" + address.TrimStart('/')) { Headers = { Range = new(0, 1) } };
        using var piece = await bo.SendAsync(part);
        Assert.Equal((HttpStatusCode.PartialContent, 2L), (piece.StatusCode, piece.Content.Headers.ContentLength!.Value));
        Assert.Equal("nosniff", Assert.Single(piece.Headers.GetValues("X-Content-Type-Options")));
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    T Get<T>() where T : notnull => site.Services.GetRequiredService<T>();

    async Task<T> LookAsync<T>(Func<HubDb, Task<T>> look)
    {
        await using var db = await Get<IDbContextFactory<HubDb>>().CreateDbContextAsync(Stop);
        return await look(db);
    }

    Task<Actor> ActorAsync(string name) => LookAsync(async db =>
        Actor.Of(await db.Users.Where(a => a.Email == $"{name}@demo.test").Select(a => a.PersonId).SingleAsync()));

    // Into every field that the forum has. Some are refused; none fails.
    async Task<string> PutEverywhereAsync(string word, string text)
    {
        var (posts, themes) = (Get<DiscussionPosts>(), Get<CommunityThemes>());
        var page = new Upload($"{text} {word}.txt", Encoding.UTF8.GetBytes("Words"));
        var files = ReadyFile.Of([page, new Upload($"{text} {word}.png", Exports.Pictures.Small, text)]);
        var poll = new PollForm(Half(text), $"{Half(text)}\nAnother", true, true, null);
        var form = new DiscussionForm(DiscussionKind.Question, Half(text), $"First {text}", Files: files, Poll: poll);
        var id = await Get<Discussions>().StartAsync(asAda, Slug, form);
        await posts.EditAsync(asAda, id, 1, text, 0);
        await Get<PollVoting>().VoteAsync(asAda, id, 1, [0]);
        var number = await posts.PostAsync(asBo, id, $"> {text}\n\nReply {text}");
        await Get<Bookmarks>().KeepAsync(asBo, id, 1, text);
        await Get<DraftKeeping>().KeepAsync(asBo, DiscussionPlaces.Reply(id), text, 0, Stop);
        await Get<PostReports>().ReportAsync(asGus, id, 1, ReportReason.Other, text);
        await posts.PostAsync(asGus, id, $"Held {text}", trap: text);
        if (number > 0) await posts.RemoveAsync(asAda, id, number, text);
        await TryAsync(() => themes.AddAsync(asAda, community, text));
        var theme = (await themes.OfAsync(community)).FirstOrDefault(one => one.Name.Contains(word, StringComparison.Ordinal));
        if (theme is { IsRetired: false } && NaughtyTexts.Each[^1].Word != word) await themes.RetireAsync(asAda, community, theme.Id);
        return id;
    }

    static async Task TryAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (RefusedException)
        {
        }
    }

    static string Half(string text) => text.Length < 100 ? text : text[..100];

    static string? TypedIn(IHtmlDocument page, string name) =>
        page.QuerySelectorAll("textarea").OfType<IHtmlTextAreaElement>().FirstOrDefault(area => area.Name == name)?.Value;

    // Names have other ids elsewhere.
    static Task<List<string>> TextsAsync(Func<Func<HubDb, Task<List<string>>>, Task<List<string>>> look) => look(db => db.Posts
        .Where(p => db.Communities.Any(c => c.Slug == Slug && c.Id == p.Discussion.CommunityId) && p.RemovedAt == null)
        .Where(p => p.Text.Contains("zqx") && !p.Text.Contains("mention:"))
        .Select(p => p.Text).OrderBy(text => text).ToListAsync());

    async Task<IHtmlDocument> ReadAsync(HttpVisitor who, string address) => new HtmlParser().ParseDocument((await AskAsync(who, address)).Body);

    async Task<Surface> AskAsync(HttpVisitor who, string address)
    {
        using var answer = await who.GetAsync(address);
        return await JudgeAsync(answer, $"GET {PageJudge.Shown(address)}");
    }

    async Task PostAsync(HttpVisitor who, string address, HttpContent content)
    {
        try
        {
            using var answer = await who.SendAsync(new HttpRequestMessage(HttpMethod.Post, address) { Content = content });
            await JudgeAsync(answer, $"POST {PageJudge.Shown(address)}");
        }
        catch (HttpRequestException)
        {
            // The server had heard enough, and closed.
        }
    }

    async Task<Surface> JudgeAsync(HttpResponseMessage answer, string what)
    {
        var headers = string.Join('\n', answer.Headers.Concat(answer.Content.Headers).Select(header => $"{header.Key}: {string.Join(", ", header.Value)}"));
        var surface = new Surface(what, (int)answer.StatusCode, headers, await answer.Content.ReadAsStringAsync(Stop), answer.Headers.Location?.OriginalString);
        PageJudge.Inspect(wrong, site.Address.Host, what, surface);
        return surface;
    }
}
