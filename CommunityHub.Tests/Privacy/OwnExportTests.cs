using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;
using CommunityHub.Accounts;
using CommunityHub.Data;
using CommunityHub.People;
using CommunityHub.Privacy;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Privacy;

/// E3 R15, E8 G1, G2.
public sealed class OwnExportTests : IAsyncLifetime
{
    KeptSite site = null!;

    OwnExport Export => site.Get<OwnExport>();

    public ValueTask InitializeAsync()
    {
        site = KeptSite.OfDemo();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        Directory.Delete(site.Folder.Path, recursive: true);
    }

    [Fact]
    public async Task It_holds_every_row_of_theirs_to_read_and_for_machines()
    {
        var bo = await SignInAsync("bo@demo.test");
        var (json, html) = await TakeAsync(bo);

        var sections = json.GetProperty("sections");
        Assert.Equal("bo@demo.test", sections.GetProperty("account")[0].GetProperty("email").GetString());
        foreach (var trace in Traces.All.Where(trace => trace.Section is not null && Traces.All.Count(other => other.Section == trace.Section) == 1 && trace.Section is not ("letters" or "notices" or "mailed-links")))
        {
            var rows = await site.LookAsync(db => trace.CountAsync(db, bo.PersonId!.Value));
            Assert.True(rows == sections.GetProperty(trace.Section!).GetArrayLength(), $"{trace.Section}: {sections.GetProperty(trace.Section!).GetArrayLength()} of {rows}");
        }
        Assert.True(sections.GetProperty("questions").GetArrayLength() > 0);
        Assert.Contains("bo@demo.test", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Of_others_it_holds_no_words_no_address_and_no_secret()
    {
        var bo = await SignInAsync("bo@demo.test");
        var (json, _) = await TakeAsync(bo);
        var text = json.GetRawText();

        var others = await site.LookAsync(async db => new
        {
            Mails = await db.Users.Where(a => a.PersonId != bo.PersonId).Select(a => a.Email!).ToListAsync(),
            Comments = await db.AnswerComments.Where(c => c.PersonId != bo.PersonId && c.Text.Length > 20).Select(c => c.Text).ToListAsync(),
            Drafts = await db.Drafts.Where(d => d.PersonId != bo.PersonId && d.Text.Length > 10).Select(d => d.Text).ToListAsync(),
            Hash = await db.Users.Where(a => a.PersonId == bo.PersonId).Select(a => a.PasswordHash!).SingleAsync(),
        });
        Assert.NotEmpty(others.Comments);
        Assert.DoesNotContain(others.Mails.Concat(others.Comments).Concat(others.Drafts).Append(others.Hash), words => text.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_link_works_once_and_for_whom_it_was_sent_to_and_for_an_hour()
    {
        var (bo, ada) = (await SignInAsync("bo@demo.test"), await SignInAsync("ada@demo.test"));
        await Assert.ThrowsAsync<RefusedException>(() => Export.AskAsync(Actor.Of(bo.PersonId!.Value))); // no sign-in, so no proof
        await Export.AskAsync(bo);
        var key = await KeyAsync();

        Assert.False(await Export.IsGoodAsync(ada, key));
        await Assert.ThrowsAsync<RefusedException>(() => Export.TakeAsync(ada, key));
        Assert.True(await Export.IsGoodAsync(bo, key));
        await Export.TakeAsync(bo, key);
        Assert.False(await Export.IsGoodAsync(bo, key));
        await Assert.ThrowsAsync<RefusedException>(() => Export.TakeAsync(bo, key));
        Assert.Equal(TimeSpan.FromHours(1), MailKey.Lasts(MailKeyKind.OwnData));
    }

    [Fact]
    public async Task A_community_that_they_left_is_not_named_any_more()
    {
        var bo = await SignInAsync("bo@demo.test");
        var names = await site.LookAsync(db => db.Communities.Where(c => c.Kind == CommunityHub.Communities.CommunityKind.Private && db.Memberships.Any(m => m.CommunityId == c.Id && m.PersonId == bo.PersonId))
            .Select(c => new { c.Id, c.Name }).ToListAsync());
        Assert.NotEmpty(names);
        await site.Get<HubWrites>().DoAsync(async work =>
        {
            foreach (var membership in await work.Db.Memberships.Where(m => m.PersonId == bo.PersonId && m.Until == null).ToListAsync()) membership.End(work.Now);
        }, TestContext.Current.CancellationToken);

        var (json, _) = await TakeAsync(bo);

        Assert.DoesNotContain(names, one => json.GetRawText().Contains(one.Name, StringComparison.Ordinal));
    }

    async Task<(JsonElement Json, string Html)> TakeAsync(Actor actor)
    {
        await Export.AskAsync(actor);
        var file = await Export.TakeAsync(actor, await KeyAsync());
        using var zip = new ZipArchive(new MemoryStream(file.Bytes));
        using var html = new StreamReader(zip.GetEntry("my-data.html")!.Open());
        return (JsonDocument.Parse(zip.GetEntry("my-data.json")!.Open()).RootElement, await html.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    async Task<Actor> SignInAsync(string address) => (await site.Get<SignIns>().WithPasswordAsync(address, Support.Accounts.Password, "", "192.0.2.1")).Actor;

    async Task<string> KeyAsync() => Regex.Match(await site.LookAsync(db => db.Mails.OrderByDescending(m => m.Id).Select(m => m.Path!).FirstAsync()), "key=(.+)$").Groups[1].Value;
}
