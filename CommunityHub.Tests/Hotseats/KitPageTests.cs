using System.Globalization;
using System.Net;
using CommunityHub.Hotseats;
using CommunityHub.Tests.Support;

namespace CommunityHub.Tests.Hotseats;

/// The one form that makes a hotseat, by plain posts.
public sealed class KitPageTests(TestSite site) : IClassFixture<TestSite>
{
    const string Page = $"/communities/{Town.Closed}/hotseats/new";

    Town Town { get { site.StartServer(); return new Town(site.Services); } }

    [Fact]
    public async Task What_goes_out_and_what_speaks_against_the_hour_is_shown_before_anything_is_saved()
    {
        using var ada = await SignedInAsync();
        using var look = await ada.PostAsync(Page, "schedule", [.. (await FieldsAsync(NextGoodFriday(), "16:30")).Where(one => one.Name is not "title"), ("title", "Only looked at"), ("act", "look")]);
        var words = WebUtility.HtmlDecode(await look.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        Assert.Equal(HttpStatusCode.OK, look.StatusCode);
        foreach (var said in new[] { "You can choose this time.", "It is a Friday.", "in England and Wales: Good Friday", "It goes from 16:30 to 17:30.", "Reminder: in a week", "Reminder: today", "10:30, UK time", "Reminder: it begins now", "The guest’s invitation", "Thank-you" })
        {
            Assert.Contains(said, words, StringComparison.Ordinal);
        }
        Assert.Contains("A seed?</textarea>", words, StringComparison.Ordinal); // and everything stays as it was typed
        Assert.DoesNotContain("Only looked at", await ada.ReadAsync($"/communities/{Town.Closed}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_warning_never_refuses_and_the_console_still_says_it()
    {
        using var ada = await SignedInAsync();
        using var saved = await ada.PostAsync(Page, "schedule", [.. await FieldsAsync(NextGoodFriday(), "16:30"), ("act", "save")]);
        Assert.Equal(HttpStatusCode.Found, saved.StatusCode);

        var console = WebUtility.HtmlDecode(await ada.ReadAsync(new Uri(site.Address, saved.Headers.Location!).AbsolutePath));
        Assert.Contains("in England and Wales: Good Friday", console, StringComparison.Ordinal);
        Assert.Contains("What goes out, and when", console, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_form_comes_with_wording_that_is_ready_and_keeps_what_was_made_of_it()
    {
        using var ada = await SignedInAsync();
        var form = WebUtility.HtmlDecode(await ada.ReadAsync(Page));
        Assert.Contains(Kit.ReadyInvitation, form, StringComparison.Ordinal);
        Assert.Contains(Kit.ReadyThankYou, form, StringComparison.Ordinal);

        using var saved = await ada.PostAsync(Page, "schedule", [.. await FieldsAsync(DateTime.UtcNow.AddDays(30), "11:00"), ("act", "save")]);
        var edit = WebUtility.HtmlDecode(await ada.ReadAsync(new Uri(site.Address, saved.Headers.Location!).AbsolutePath.Replace("/console", "/edit", StringComparison.Ordinal)));
        foreach (var kept in new[] { "A seed?</textarea>", "Do come.</textarea>", "Thank you all.</textarea>" }) Assert.Contains(kept, edit, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("seeds", 1001, "Line 1: Use at most 1,000 characters. You have 1,001.")]
    [InlineData("invitation", 1001, "Use at most 1,000 characters. You have 1,001.")]
    [InlineData("thanks", 1001, "Use at most 1,000 characters. You have 1,001.")]
    [InlineData("seeds", 1_000_000, "Use at most 50 seed questions.")]
    public async Task Too_much_is_refused_beside_its_box_and_stays_there(string field, int length, string reason)
    {
        using var ada = await SignedInAsync();
        var typed = (await FieldsAsync(DateTime.UtcNow.AddDays(30), "11:00")).Where(one => one.Name != field).Append((field, new string('x', length)));
        using var refused = await ada.PostAsync(Page, "schedule", [.. typed, ("act", "save")]);
        var words = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        Assert.Contains(reason, words, StringComparison.Ordinal);
        Assert.Contains(new string('x', Math.Min(length, 1001)) + (length > 1001 ? "" : "</textarea>"), words, StringComparison.Ordinal);
    }

    // The rule itself is tried elsewhere: here it only has to be to come.
    static DateTime NextGoodFriday()
    {
        var thisYear = CommunityHub.Events.BankHolidays.Easter(DateTime.UtcNow.Year).AddDays(-2);
        var next = thisYear > DateOnly.FromDateTime(DateTime.UtcNow.AddDays(1)) ? thisYear : CommunityHub.Events.BankHolidays.Easter(DateTime.UtcNow.Year + 1).AddDays(-2);
        return next.ToDateTime(TimeOnly.MinValue);
    }

    async Task<(string Name, string Value)[]> FieldsAsync(DateTime day, string start) =>
    [
        ("title", "Ramps on a holiday"), ("about", "Bring what is stuck."), ("date", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), ("start", start), ("minutes", "60"),
        ("zone", "Europe/London"), ("opens", "announcement"), ("guest", (await Town.FormAsync("")).GuestId!), ("introduction", ""), ("seeds", "A seed?"), ("invitation", "Do come."), ("thanks", "Thank you all."),
    ];

    async Task<HttpVisitor> SignedInAsync()
    {
        var ada = new HttpVisitor(site);
        _ = Town;
        await ada.SignInAsync(Town.AddressOf("ada"));
        return ada;
    }
}
