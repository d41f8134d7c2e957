using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using CommunityHub.Tests.Support;

namespace CommunityHub.Tests.Privacy;

/// E3 R18, E7 S8, E8 G1 to G3: the pages, as forms without a script.
public sealed partial class PrivacyPagesTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Somebody_takes_their_data_along_and_erases_their_account()
    {
        await using var site = new TestSite();
        using var bo = new HttpVisitor(site);
        using var elsewhere = new HttpVisitor(site);
        await bo.SignInAsync("bo@demo.test");
        await elsewhere.SignInAsync("bo@demo.test");

        using (var asked = await bo.PostAsync("/account/data", "own-data")) Assert.Equal(HttpStatusCode.Found, asked.StatusCode);
        var link = await LinkAsync(bo);
        Assert.Contains("Take my data along", await bo.ReadAsync(link), StringComparison.Ordinal);
        using (var file = await bo.PostAsync(link, "account/data/file"))
        {
            Assert.Equal("application/zip", file.Content.Headers.ContentType?.MediaType);
            using var zip = new ZipArchive(await file.Content.ReadAsStreamAsync(Cancel));
            Assert.Equal(["my-data.json", "my-data.html"], zip.Entries.Select(entry => entry.Name));
        }
        Assert.Contains("has been used", await bo.ReadAsync(link), StringComparison.Ordinal);

        using (var unsure = await bo.PostAsync("/account/erase", "erase", ("sure", "no"))) Assert.Contains("Nothing has been erased", await unsure.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        using (var erased = await bo.PostAsync("/account/erase", "erase", ("sure", "erase"))) Assert.Equal("/privacy?erased=yes", erased.Headers.Location?.OriginalString.Replace(site.Address.ToString().TrimEnd('/'), "", StringComparison.Ordinal));
        Assert.Contains("Your account is erased", await bo.ReadAsync("/privacy?erased=yes"), StringComparison.Ordinal);
        foreach (var one in new[] { bo, elsewhere })
        {
            using var gone = await one.GetAsync("/account");
            Assert.Equal(HttpStatusCode.Found, gone.StatusCode);
        }
    }

    // The post goes round every two seconds.
    static async Task<string> LinkAsync(HttpVisitor who)
    {
        while (true)
        {
            foreach (Match letter in Letter().Matches(await who.ReadAsync("/dev/mail")))
            {
                if (Link().Match(WebUtility.HtmlDecode(await who.ReadAsync(letter.Groups[1].Value))) is { Success: true } found) return found.Value;
            }
            await Task.Delay(100, Cancel);
        }
    }

    [GeneratedRegex(@"href=""(/?dev/mail/\d+)""")]
    private static partial Regex Letter();

    [GeneratedRegex(@"/account/data\?key=[\w-]+")]
    private static partial Regex Link();
}
