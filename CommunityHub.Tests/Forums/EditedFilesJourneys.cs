using CommunityHub.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CommunityHub.Tests.Forums;

public sealed class EditedFilesJourneys(Browsers browsers)
{
    [Fact]
    public async Task Bo_adds_a_file_to_a_post_and_loses_neither_words_nor_file_when_another_tab_was_first()
    {
        var bo = await browsers.OpenBareAsync(signedInAs: "bo@demo.test");
        await bo.GotoAsync("/communities/adult-social-care/discussions/new");
        await bo.GetByLabel("Title").FillAsync("Who kept the minutes?");
        await bo.GetByLabel("Your post").FillAsync("I have them somewhere.");
        await bo.GetByRole(AriaRole.Button, new() { Name = "Start the discussion" }).ClickAsync();
        await Expect(bo.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Who kept the minutes?");
        await bo.Locator("#post-1").GetByRole(AriaRole.Link, new() { NameRegex = new("^Edit") }).ClickAsync();
        await Expect(bo.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Edit your post");

        var other = await bo.Context.NewPageAsync();
        await other.GotoAsync(bo.Url);
        await other.GetByLabel("Your post").FillAsync("Ask Ada for them.");
        await SaveAsync(other);
        await Expect(other.Locator("#post-1")).ToContainTextAsync("Ask Ada for them.");

        await bo.BringToFrontAsync();
        await bo.GetByLabel("Your post").FillAsync("Here they are.");
        await bo.GetByText("Add pictures or files").ClickAsync();
        await bo.GetByLabel("A file", new() { Exact = true }).SetInputFilesAsync(new FilePayload { Name = "minutes.txt", MimeType = "text/plain", Buffer = "As agreed."u8.ToArray() });
        await SaveAsync(bo);
        await Expect(bo.GetByText("You changed this post in another place meanwhile.")).ToBeVisibleAsync();
        await Expect(bo.Locator("#edit-form .speech")).ToContainTextAsync("Ask Ada for them.");
        await SaveAsync(bo);
        await Expect(bo.Locator("#post-1")).ToContainTextAsync("minutes.txt");
        await Expect(bo.Locator("#post-1")).ToContainTextAsync("Here they are.");

        await bo.Locator("#post-1").GetByRole(AriaRole.Link, new() { NameRegex = new("^Edit") }).ClickAsync();
        await bo.GetByLabel("Take off “minutes.txt”").CheckAsync();
        await SaveAsync(bo);
        await Expect(bo.Locator("#post-1")).Not.ToContainTextAsync("minutes.txt");
        await bo.GetByRole(AriaRole.Link, new() { Name = "What it said before" }).First.ClickAsync();
        await Expect(bo.Locator("main .speech").First).ToContainTextAsync("Without files");
        await Expect(bo.Locator("main .speech").Nth(1)).ToContainTextAsync("With minutes.txt");
        Assert.Empty(await Barriers.FindAsync(bo));
    }

    static Task SaveAsync(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
}
