using System.Security.Cryptography;
using System.Text;
using CommunityHub.Accounts;
using CommunityHub.Data;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityHub.Tests.Privacy;

/// E8 G9: which version of the privacy text somebody agreed to is kept, and they are told when it changes.
public sealed class PrivacyTextTests
{
    // What each version said. Whoever changes the words raises the version, so that everybody is told.
    static readonly Dictionary<int, string> Texts = new() { [3] = "1fef8cc71a5cd9d87ce0fa4a4d660ca215cb83eff6803620a02a5b17292b6ec7" };

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Whoever_changes_the_text_raises_its_version()
    {
        var words = Sources.WebFile("Site/PrivacyPage.razor") + Sources.WebFile("Privacy/ErasureRule.razor");
        var now = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(words.ReplaceLineEndings("\n"))));

        Assert.True(Texts.GetValueOrDefault(PrivacyText.Version) == now, $"The privacy page says something new: raise PrivacyText.Version and its day, and write here [version] = \"{now}\". Only where no meaning changed, put that beside the version there is.");
    }

    [Fact]
    public async Task Who_joins_agrees_to_the_version_of_that_day_once()
    {
        await using var hub = await TestHub.OnSqliteAsync();
        for (var times = 0; times < 2; times++) await hub.Get<Registrations>().RegisterAsync("Ira", "ira@demo.test", null, "tea at half past four", "Europe/London", "192.0.2.1");

        var kept = await hub.LookAsync(db => db.PrivacyAcceptances.Where(a => db.Users.Any(u => u.PersonId == a.PersonId && u.Email == "ira@demo.test")).ToListAsync(Cancel));

        Assert.Equal((PrivacyText.Version, hub.Now), Assert.Single(kept.Select(a => (a.Version, a.At))));
    }

    [Fact]
    public async Task Who_agreed_to_an_older_one_is_told_on_every_page_until_they_have_read_the_new_one()
    {
        const string told = "How we treat what you tell us has changed.";
        await using var site = new TestSite();
        using var bo = new HttpVisitor(site);
        Assert.DoesNotContain(told, await bo.ReadAsync("/"), StringComparison.Ordinal);
        await using (var db = await site.Services.GetRequiredService<IDbContextFactory<HubDb>>().CreateDbContextAsync(Cancel))
        {
            await db.PrivacyAcceptances.ExecuteUpdateAsync(set => set.SetProperty(a => a.Version, PrivacyText.Version - 1), Cancel);
        }
        await bo.SignInAsync("bo@demo.test");
        Assert.Contains(told, await bo.ReadAsync("/communities"), StringComparison.Ordinal);

        using (var old = await bo.PostAsync("/communities", "account/privacy", ("version", $"{PrivacyText.Version - 1}"))) Assert.Equal("/communities", old.Headers.Location?.OriginalString);
        Assert.Contains(told, await bo.ReadAsync("/"), StringComparison.Ordinal);
        using (var read = await bo.PostAsync("/communities", "account/privacy")) Assert.Equal("/communities", read.Headers.Location?.OriginalString);
        Assert.DoesNotContain(told, await bo.ReadAsync("/communities"), StringComparison.Ordinal);

        await using var kept = await site.Services.GetRequiredService<IDbContextFactory<HubDb>>().CreateDbContextAsync(Cancel);
        Assert.Equal([PrivacyText.Version - 1, PrivacyText.Version], await kept.PrivacyAcceptances.Where(a => kept.Users.Any(u => u.PersonId == a.PersonId && u.Email == "bo@demo.test")).OrderBy(a => a.Version).Select(a => a.Version).ToListAsync(Cancel));
    }

    [Fact]
    public async Task Nobody_joins_by_a_form_that_named_another_version()
    {
        await using var site = new TestSite();
        using var visitor = new HttpVisitor(site);

        using var answer = await visitor.PostAsync("/account/join", "join", ("step", "4"), ("name", "Ira"), ("email", "ira@demo.test"), ("password", "tea at half past four"), ("privacy", $"{PrivacyText.Version - 1}"));

        var page = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("The privacy page has just changed.", page, StringComparison.Ordinal);
        Assert.Contains($"version {PrivacyText.Version}", page, StringComparison.Ordinal);
    }
}
